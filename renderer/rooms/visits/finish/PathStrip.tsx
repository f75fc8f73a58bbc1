import { plainWords, say } from '../../../../shared/text/words.ts'
import type { PathPart } from '../../../../shared/model/verdict.ts'
import { LevelMark } from '../../../parts/LevelMark.tsx'
import { Moment } from '../../../parts/Moment.tsx'
import { useText } from '../../../text.tsx'
import styles from './PathStrip.module.css'

/** The path at one moment, small: each part with its state and its most telling reading. */
export function PathStrip({ title, path, at }: { title: string; path: readonly PathPart[]; at: string }) {
  const text = useText()
  return (
    <figure className={styles.figure}>
      <figcaption>{title}, <Moment at={at} /></figcaption>
      <ol className={styles.strip}>
        {path.map(part => (
          <li key={part.part} data-state={part.state}>
            <span className={styles.mark}><LevelMark level={part.state} size={20} /></span>
            <span className={styles.name}>{say(text, `path.part.${part.part}`, plainWords(part.part))}</span>
            <span className={styles.state} data-state={part.state}>{text(`level.${part.state}`)}</span>
            {part.reading !== null && (
              <span className={styles.reading}>{say(text, `path.reading.${part.reading.key}`, plainWords(part.reading.key), part.reading.params)}</span>
            )}
          </li>
        ))}
      </ol>
    </figure>
  )
}
