import { Button } from '@mantine/core'
import type { LineView } from '../../../shared/contract/lines.ts'
import type { Check, CheckKind } from '../../../shared/model/report.ts'
import { ErrorNote } from '../../parts/FailureNote.tsx'
import { Age } from '../../parts/Age.tsx'
import { LevelMark } from '../../parts/LevelMark.tsx'
import { useText } from '../../text.tsx'
import { useLine } from './lineStoreContext.tsx'
import { checkName, say } from './words.ts'
import styles from './LineRoom.module.css'

/** The newest check of each kind where it did not bring a result. */
export function failedChecks(checks: readonly Check[]): Check[] {
  const seen = new Set<string>()
  return checks
    .toSorted((a, b) => b.requestedAt.localeCompare(a.requestedAt))
    .filter(check => {
      const key = `${check.kind} ${check.target.nid}`
      if (seen.has(key)) return false
      seen.add(key)
      return check.waiting && (check.state === 'failed' || check.state === 'unknown')
    })
}

/** Checks that could not be started or brought nothing, in words, with another try; the earlier report stays in place. */
export function FailedChecks({
  view,
  startable,
  onRun,
}: {
  view: LineView
  startable: readonly CheckKind[]
  onRun: (kind: CheckKind) => void
}) {
  const text = useText()
  const startFailure = useLine(state => state.startFailure)
  const failed = failedChecks(view.checks)
  const why = (check: Check): string =>
    check.failure === null
      ? ''
      : say(
          text,
          `check.failure.${check.failure.code}`,
          say(text, `failure.${check.failure.code}.title`, check.failure.detail ?? ''),
          { detail: check.failure.detail ?? '' },
        )
  return (
    <>
      {startFailure !== null && <ErrorNote error={startFailure.failure} />}
      {failed.map(check => (
        <div key={check.id} className={styles.failed}>
          <LevelMark level="unknown" size={20} />
          <div>
            <p>
              <strong>
                {text(`line.check.${check.state === 'failed' ? 'failed' : 'unknown'}`, { check: checkName(text, check.kind) })}
              </strong>
            </p>
            <p>{[why(check), text('line.check.earlierStays')].filter(words => words !== '').join('. ')}</p>
            <p className={styles.quiet}>
              <Age at={check.endedAt ?? check.requestedAt} />
              {check.failure !== null &&
                ` · ${[check.failure.code, check.failure.detail, check.failure.correlationId].filter(Boolean).join(' · ')}`}
            </p>
          </div>
          {startable.includes(check.kind) && (
            <Button variant="default" onClick={() => onRun(check.kind)}>
              {text('line.check.again', { check: checkName(text, check.kind) })}
            </Button>
          )}
        </div>
      ))}
    </>
  )
}
