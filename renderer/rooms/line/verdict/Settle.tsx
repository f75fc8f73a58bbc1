import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { LineView } from '../../../../shared/contract/lines.ts'
import type { CheckKind } from '../../../../shared/model/report.ts'
import type { Look } from '../../../../shared/model/verdict.ts'
import { useText } from '../../../text.tsx'
import { isRunning } from '../checkOffers.ts'
import { checkName } from '../words.ts'
import { LookForm } from './LookForm.tsx'
import styles from './Verdict.module.css'

type SettleProps = {
  view: LineView
  startable: readonly CheckKind[]
  onRun: (kind: CheckKind) => void
  onCheckNeighbours: () => void
}

/** The one next step that would make the verdict surer, with the button that does it. */
export function Settle({ view, startable, onRun, onCheckNeighbours }: SettleProps) {
  const text = useText()
  // The form stays while it is answered, also when the answer has settled what it was about.
  const [answering, setAnswering] = useState<Look | null>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const wasAnswering = useRef(false)
  const { wouldSettle, lead } = view.verdict
  useEffect(() => {
    if (wasAnswering.current && answering === null) opener.current?.focus()
    wasAnswering.current = answering !== null
  }, [answering])

  if (answering !== null) return <LookForm look={answering} view={view} onDone={() => setAnswering(null)} />
  if (wouldSettle === null) return null

  if (wouldSettle.what === 'check') {
    const { check } = wouldSettle
    const name = checkName(text, check)
    const running = view.checks.some(each => each.kind === check && isRunning(each))
    return (
      <div className={styles.settle}>
        <p>
          {text(lead === null ? 'line.verdict.startWith' : 'line.verdict.wouldSettle', { check: name })}{' '}
          <span className={styles.why}>{text(`settle.check.${check}`)}</span>
        </p>
        {startable.includes(check) && (
          <Button variant="default" onClick={() => onRun(check)}>
            {text('line.verdict.run', { check: name })}
          </Button>
        )}
        {running && <span className={styles.why}>{text('settle.running')}</span>}
      </div>
    )
  }
  if (wouldSettle.what === 'look') {
    const { look } = wouldSettle
    return (
      <div className={styles.settle}>
        <p>
          {text('settle.look')} {text(`settle.look.${look}`)}
        </p>
        <Button ref={opener} variant="default" onClick={() => setAnswering(look)}>
          {text('settle.answer')}
        </Button>
      </div>
    )
  }
  return (
    <div className={styles.settle}>
      <p>
        {text('settle.neighbours')} <span className={styles.why}>{text('settle.neighbours.why')}</span>
      </p>
      <Button variant="default" onClick={onCheckNeighbours}>
        {text('settle.neighbours.open')}
      </Button>
    </div>
  )
}
