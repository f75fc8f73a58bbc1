import { Button } from '@mantine/core'
import type { LineView } from '../../../shared/contract/lines.ts'
import type { Check, CheckKind } from '../../../shared/model/report.ts'
import { ErrorNote } from '../../parts/FailureNote.tsx'
import { Age } from '../../parts/Age.tsx'
import { describeKept } from '../../parts/describeKept.ts'
import { FailureDetails } from '../../parts/FailureDetails.tsx'
import { LevelMark } from '../../parts/LevelMark.tsx'
import { useText } from '../../text.tsx'
import { newestChecks } from './checkOffers.ts'
import { useLine } from './lineStoreContext.tsx'
import { checkName } from './words.ts'
import styles from './LineRoom.module.css'

/** Without a note of their own: given up before its turn, or ended with a report that says so itself. */
const toldElsewhere = new Set(['cancelled', 'testError'])

/** The newest check of each kind where it did not bring a result. */
export function failedChecks(checks: readonly Check[]): Check[] {
  return newestChecks(checks).filter(
    check => (check.state === 'failed' && !toldElsewhere.has(check.failure?.code ?? '')) || check.state === 'unknown',
  )
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
  const told = (check: Check) => (check.failure === null ? null : describeKept(check.failure, text))
  const sentences = (...words: (string | null | undefined)[]): string =>
    words.flatMap(word => word?.replace(/(?<![.?]|^)$/, '.') ?? []).filter(word => word !== '').join(' ')
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
            <p>{sentences(told(check)?.why, told(check)?.says, text('line.check.earlierStays'))}</p>
            <p className={styles.quiet}>
              <Age at={check.endedAt ?? check.requestedAt} />
            </p>
            <FailureDetails details={told(check)?.details ?? []} />
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
