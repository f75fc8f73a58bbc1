import type { Visit } from '../../../../shared/model/visit.ts'
import { verdictsOf } from '../../../../shared/visits/summing.ts'
import { useText } from '../../../text.tsx'
import { useVisit } from '../visitStoreContext.tsx'
import { PathStrip } from './PathStrip.tsx'
import { sortProven } from './sortProven.ts'
import styles from './Summing.module.css'

function Part({ title, none, items }: { title: string; none: string; items: readonly string[] }) {
  return (
    <div>
      <h3>{title}</h3>
      {items.length === 0 ? <p className={styles.quiet}>{none}</p> : <ul>{items.map((each, index) => <li key={`${String(index)} ${each}`}>{each}</li>)}</ul>}
    </div>
  )
}

/** Found, done, proven (before and after, with the path of both) and left open. */
export function SummingLists({ visit }: { visit: Visit }) {
  const text = useText()
  const summing = useVisit(state => state.summing)
  if (summing === null) return null
  const { before, after } = verdictsOf(visit)
  const { told, same } = sortProven(summing.proven, text('visit.proven.verdict'))
  return (
    <>
      <Part title={text('evidence.found')} none={text('evidence.found.none')} items={summing.found} />
      <Part title={text('evidence.done')} none={text('evidence.done.none')} items={summing.done} />
      <div>
        <h3>{text('evidence.proven')}</h3>
        {summing.proven.length === 0 ? <p className={styles.quiet}>{text('evidence.proven.none')}</p> : (
          <ul className={styles.proven}>
            {told.map(({ name, before: was, after: is, verdict }, index) => (
              <li key={`${name} ${String(index)}`}>
                <span className={styles.name}>{name}</span>
                <span className={styles.moved}>
                  {was !== is && (
                    <>
                      <span className="visuallyHidden">{text('visit.proven.before')} </span>{was}
                      <span aria-hidden> → </span><span className="visuallyHidden">, {text('visit.proven.after')} </span>
                    </>
                  )}
                  <strong>{is}</strong>
                </span>
                <span className={styles.verdict} data-verdict={verdict}>{text(`visit.proven.${verdict}`)}</span>
              </li>
            ))}
            {same.length > 0 && (
              <li><details><summary>{text('visit.proven.same.count', { count: same.length })}</summary>
                <ul>{same.map(({ name, after: is }, index) => <li key={`${name} ${String(index)}`}>{name}: {is}</li>)}</ul>
              </details></li>
            )}
          </ul>
        )}
      </div>
      {before !== null && (
        <div>
          <h3>{text('visit.path.title')}</h3>
          <PathStrip title={text('visit.path.before')} path={before.verdict.path} at={before.at} />
          {after !== null && (
            <PathStrip title={text(after.when === 'after' ? 'visit.path.after' : 'visit.path.now')} path={after.verdict.path} at={after.at} />
          )}
        </div>
      )}
      <Part title={text('evidence.leftOpen')} none={text('evidence.leftOpen.none')} items={summing.leftOpen} />
    </>
  )
}
