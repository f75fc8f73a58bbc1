import { useText } from '../text.tsx'
import { CopyButton } from './CopyButton.tsx'
import type { FailureDetail } from './describeKept.ts'
import styles from './FailureNote.module.css'

/** Codes and correlation id, folded away until somebody asks for them, and copied without unfolding. */
export function FailureDetails({ details }: { details: readonly FailureDetail[] }) {
  const text = useText()
  if (details.length === 0) return null
  return (
    <span className={styles.codes}>
      <details>
        <summary>{text('failure.details')}</summary>
        {details.map(([label, value]) => <span key={label}>{label} <code className="mono">{value}</code></span>)}
      </details>
      <CopyButton value={details.map(([label, value]) => `${label}: ${value}`).join('\n')} label={text('failure.copyDetails')} />
    </span>
  )
}
