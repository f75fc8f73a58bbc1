import { Button } from '@mantine/core'
import { describeError } from '../../../parts/describeError.ts'
import { ErrorNote } from '../../../parts/FailureNote.tsx'
import { LevelMark } from '../../../parts/LevelMark.tsx'
import { useText } from '../../../text.tsx'
import styles from './History.module.css'

/** What may be the matter with one report while the system itself answers. */
const ofTheReport = ['stillRunning', 'notKnown', 'otherLine'] as const

/** Why a report could not be fetched, with another try where one may help. */
export function FetchFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const text = useText()
  const described = describeError(error)
  const failure = described.kind === 'operator' && described.failure.kind === 'rejected' ? described.failure : null
  const known = ofTheReport.find(code => code === failure?.code)
  if (known === undefined) return <ErrorNote error={error} onRetry={onRetry} />
  return (
    <div className={styles.fetchFailure} role="alert">
      <LevelMark level="note" size={20} />
      <div>
        <p>
          <strong>{text(`history.fetch.${known}.title`)}</strong>
        </p>
        <p>{text(`history.fetch.${known}.next`, { detail: failure?.detail ?? '' })}</p>
        {known === 'stillRunning' && (
          <Button variant="default" onClick={onRetry}>
            {text('failure.retry')}
          </Button>
        )}
      </div>
    </div>
  )
}
