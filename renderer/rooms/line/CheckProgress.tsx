import { Button, Loader } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { LineView } from '../../../shared/contract/lines.ts'
import type { Check } from '../../../shared/model/report.ts'
import type { Text } from '../../../shared/text/text.ts'
import { Age } from '../../parts/Age.tsx'
import { useElapsedSeconds } from '../../parts/useElapsedSeconds.ts'
import { useText } from '../../text.tsx'
import { isRunning, newestChecks } from './checkOffers.ts'
import type { Offers } from './checkOffers.ts'
import { useLine } from './lineStoreContext.tsx'
import { checkName, say } from './words.ts'
import styles from './ActionsBar.module.css'

/** `0:07`, `4:12`. */
export function formatElapsed(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

function RunningCheck({ check }: { check: Check }) {
  const text = useText()
  const stopWaiting = useLine(state => state.stopWaiting)
  const seconds = useElapsedSeconds(Date.parse(check.requestedAt))
  return (
    <li className={styles.running}>
      <Loader size={16} aria-hidden />
      <span>
        {checkName(text, check.kind)} <span className={styles.elapsed}>{formatElapsed(seconds)}</span>
      </span>
      <Button
        variant="subtle"
        px="xs"
        aria-label={text('line.check.stopWaitingFor', { check: checkName(text, check.kind) })}
        onClick={() => void stopWaiting(check.id)}
      >
        {text('line.check.stopWaiting')}
      </Button>
    </li>
  )
}

/** The start left and was not answered: whether the test runs is being found out. */
const isStartLost = (check: Check): boolean => isRunning(check) && check.failure?.code === 'startLost'

/** Says each change of a check to those who do not see it. */
function useAnnouncement(view: LineView, text: Text): string {
  const before = useRef<ReadonlyMap<string, Check> | null>(null)
  const [said, setSaid] = useState('')
  useEffect(() => {
    const known = before.current
    before.current = new Map(view.checks.map(check => [check.id, check]))
    if (known === null) return
    const changes = view.checks.flatMap(check => {
      const earlier = known.get(check.id)
      const isLost = isStartLost(check) && (earlier === undefined || !isStartLost(earlier))
      if (earlier?.state === check.state && earlier.waiting === check.waiting && !isLost) return []
      const name = checkName(text, check.kind)
      if (isLost) return [text('line.check.lost', { check: name })]
      if (isRunning(check)) return earlier === undefined ? [text('line.check.said.started', { check: name })] : []
      if (check.state === 'complete') return [text('line.check.said.complete', { check: name })]
      if (check.state === 'unknown') return [text('line.check.unknown', { check: name })]
      const isFailed = check.state === 'failed' && check.failure?.code !== 'cancelled'
      return [text(isFailed ? 'line.check.said.failed' : 'line.check.said.left', { check: name })]
    })
    if (changes.length === 0) return
    const { lead } = view.verdict
    const verdict =
      lead === null || view.checks.some(isRunning) ? [] : [say(text, `finding.${lead.ruleId}.title`, lead.ruleId, lead.params)]
    setSaid([...changes, ...verdict].join('. '))
  }, [view.checks, view.verdict, text])
  return said
}

/** A system without line tests says so, what it can tell instead, and where a test could run. */
function noTestWords(text: Text, { offered }: Offers, { links }: LineView): string {
  const there = links.find(({ canCheck, certainty }) => canCheck && certainty !== 'possible')?.line
  return [
    offered === null || offered.length === 0 ? text('service.noTest') : text('service.noTest.checks', { checks: offered.map(kind => checkName(text, kind)).join(', ') }),
    there === undefined ? '' : text('service.noTest.elsewhere', { line: there.nativeId ?? there.street }),
  ].filter(Boolean).join(' ')
}

/** What is running with its elapsed time, what ended badly, and what is not offered. The line keeps its height. */
export function CheckProgress({ view, offers }: { view: LineView; offers: Offers }) {
  const text = useText()
  const said = useAnnouncement(view, text)
  const running = view.checks.filter(isRunning)
  const left = newestChecks(view.checks).filter(
    check => !check.waiting && (check.state === 'requested' || check.state === 'running' || check.state === 'unknown'),
  )
  const diagnostics = view.parts.find(part => part.part === 'diagnostics')
  const hasNoLineTest = view.line.service !== null || view.line.request !== null
  const names = (kinds: Offers['notOffered']): string => kinds.map(kind => checkName(text, kind)).join(', ')
  return (
    <div className={styles.progress}>
      <span className="visuallyHidden" role="status">
        {said}
      </span>
      {running.length > 0 && (
        <>
          <span className={styles.quiet}>{text('line.check.waitingFor')}</span>
          <ul className={styles.runningList}>
            {running.map(check => (
              <RunningCheck key={check.id} check={check} />
            ))}
          </ul>
        </>
      )}
      {running.filter(isStartLost).map(check => (
        <span key={check.id} className={styles.quiet}>
          {text('line.check.lost', { check: checkName(text, check.kind) })}
        </span>
      ))}
      {left.length > 0 && (
        <span className={styles.quiet}>{text('line.check.left', { checks: names(left.map(check => check.kind)) })}</span>
      )}
      {running.length === 0 && (
        <span className={styles.quiet}>
          {hasNoLineTest && <strong>{noTestWords(text, offers, view)}{offers.blockedBy === 'noTests' ? '' : ' '}</strong>}
          {offers.blockedBy !== null && offers.blockedBy !== 'noTests' && <strong>{text(`line.actions.blocked.${offers.blockedBy}`)} </strong>}
          {offers.offered === null && diagnostics?.state === 'loading' && text('line.actions.asking')}
          {offers.offered === null &&
            diagnostics?.state !== 'loading' &&
            offers.blockedBy === null &&
            text('line.actions.offerUnknown')}
          {offers.notOffered.length > 0 && text(view.line.access === null ? 'line.actions.notOffered' : 'line.actions.notOfferedAccess', { checks: names(offers.notOffered) })}
          {offers.unknownKinds.length > 0 && ` ${text('line.actions.unknownKinds', { kinds: offers.unknownKinds.join(', ') })}`}
          {offers.offered !== null && diagnostics !== undefined && view.line.access === null && !hasNoLineTest && (
            <>
              {' '}
              · <Age at={diagnostics.at} />
            </>
          )}
        </span>
      )}
    </div>
  )
}
