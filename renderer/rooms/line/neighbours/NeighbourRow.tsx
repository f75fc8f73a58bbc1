import type { Neighbour } from '../../../../shared/model/neighbour.ts'
import type { Text } from '../../../../shared/text/text.ts'
import { formatRoute } from '../../../app/route.ts'
import { Age } from '../../../parts/Age.tsx'
import { LevelMark } from '../../../parts/LevelMark.tsx'
import { LineOnline } from '../../../parts/OnlineMark.tsx'
import { useText } from '../../../text.tsx'
import { plainWords, say } from '../words.ts'
import styles from './Neighbours.module.css'

/** What its last verdict says, in words; where the words need readings that are not here, the places it points at. */
export function verdictWords(text: Text, { ruleId, domains }: Pick<Neighbour, 'ruleId' | 'domains'>): string {
  if (ruleId === null) return ''
  const places = domains.map(domain => say(text, `domain.${domain}`, plainWords(domain))).join(text('line.verdict.thenPerhaps'))
  return say(text, `finding.${ruleId}.title`, places === '' ? text('line.verdict.rule', { rule: ruleId }) : places)
}

/** Address of a line nearby, or its NID. */
export const neighbourName = (text: Text, { street, nativeId }: Neighbour): string =>
  street === '' ? (nativeId ?? text('line.noAddress')) : street

/** One line nearby: address, what it shares with this one, session, last verdict and its age. Opens that line. */
export function NeighbourRow({ neighbour }: { neighbour: Neighbour }) {
  const text = useText()
  const { level } = neighbour
  return (
    <li className={styles.row}>
      <a className={styles.link} href={formatRoute({ room: 'line', lineId: neighbour.lineId })}>
        <span className={styles.where}>
          <strong>{neighbourName(text, neighbour)}</strong>
          <span className={styles.quiet}>{neighbour.place}</span>
          <span className={`mono ${styles.quiet}`}>{neighbour.nativeId ?? text('neighbours.noNid')}</span>
        </span>
        <span className={styles.shares}>{text(`neighbours.closeness.${neighbour.closeness}`)}</span>
        <span className={styles.session}><LineOnline lineId={neighbour.lineId} online={neighbour.online} /></span>
        <span className={styles.verdict}>
          {level === null ? <span className={styles.quiet}>{text('neighbours.notJudged')}</span> : (
            <>
              <LevelMark level={level} size={18} />
              <span>
                <strong>{say(text, `level.${level}`, plainWords(level))}</strong> {verdictWords(text, neighbour)}
              </span>
            </>
          )}
        </span>
        <span className={styles.age}>{neighbour.at !== null && <Age at={neighbour.at} limitMinutes={120} />}</span>
      </a>
    </li>
  )
}
