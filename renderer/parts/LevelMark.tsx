import type { Level } from '../../shared/model/report.ts'
import styles from './LevelMark.module.css'

/** One shape per level, so that the levels differ in greyscale too: tick in a disc, i in a square, triangle, octagon, dashed ring. */
const shapes: Record<Level, React.ReactNode> = {
  ok: (
    <>
      <circle cx="10" cy="10" r="9" fill="currentColor" />
      <path d="m5.8 10.3 2.9 2.9 5.6-6" className={styles.cut} />
    </>
  ),
  note: (
    <>
      <rect x="1.5" y="1.5" width="17" height="17" rx="4" fill="currentColor" />
      <path d="M10 9.2v5 M10 5.7v.4" className={styles.cut} />
    </>
  ),
  warn: (
    <>
      <path d="M10 1.4 19 17.6H1Z" fill="currentColor" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round" />
      <path d="M10 7v5 M10 14.9v.3" className={styles.cut} />
    </>
  ),
  fault: (
    <>
      <path d="M6.1 1h7.8L19 6.1v7.8L13.9 19H6.1L1 13.9V6.1Z" fill="currentColor" />
      <path d="m6.6 6.6 6.8 6.8 M13.4 6.6l-6.8 6.8" className={styles.cut} />
    </>
  ),
  unknown: (
    <>
      <circle cx="10" cy="10" r="8.4" fill="none" stroke="currentColor" strokeWidth="1.6" strokeDasharray="3.1 2.2" />
      <path
        d="M7.7 8a2.3 2.3 0 1 1 3.4 2c-.8.5-1.1.9-1.1 1.8 M10 14.1v.2"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.7"
        strokeLinecap="round"
      />
    </>
  ),
}

/** The state of something by shape and colour; its word always stands beside it. */
export function LevelMark({ level, size = 18 }: { level: Level; size?: number }) {
  return (
    <svg className={styles.mark} data-level={level} viewBox="0 0 20 20" width={size} height={size} aria-hidden>
      {shapes[level]}
    </svg>
  )
}
