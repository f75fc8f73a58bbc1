import { Fragment } from 'react'
import type { Line } from '../../../shared/model/line.ts'
import { formatDate } from '../../parts/localTime.ts'
import { useNow } from '../../parts/useNow.ts'
import { useText } from '../../text.tsx'
import styles from './Heading.module.css'
import { customerPath, startWords } from './service/serviceWords.ts'

/** Whose it is and since when: the customer with those above it, the label, the product, the dates. */
export function HeadingFacts({ line }: { line: Line }) {
  const text = useText()
  const nowMs = useNow()
  const { service, request } = line
  const date = (value: string): string => Number.isNaN(Date.parse(value)) ? value : formatDate(value, text.language)
  if (request !== null) {
    const { customerName, productName, of, startDate } = request
    const facts = [text(`request.about.${of}`), customerName, productName, startDate === null ? null
      : `${text(of === 'request' ? 'request.wish' : Date.parse(startDate) <= nowMs ? 'request.live' : 'request.goesLive')} ${date(startDate)}`]
    return <div className={styles.facts}>{facts.filter(Boolean).map(fact => <span key={fact}>{fact}</span>)}</div>
  }
  if (service === null) return null
  const path = customerPath(service, text)
  const { label, serviceType, dateStart, dateEnd } = service
  return (
    <div className={styles.facts}>
      {path.length > 0 && (
        <nav aria-label={text('service.customerPath')}>
          <ol className={styles.path}>
            {path.map((name, index) => (
              <Fragment key={`${String(index)} ${name}`}>
                {index > 0 && <li aria-hidden>›</li>}
                <li {...(index === path.length - 1 ? { 'data-own': true } : {})}>{name}</li>
              </Fragment>
            ))}
          </ol>
        </nav>
      )}
      {label !== null && <strong>{label}</strong>}
      {serviceType?.name !== null && serviceType?.name !== undefined && serviceType.name !== line.technology && <span>{serviceType.name}</span>}
      {dateStart !== null && <span>{startWords(text, 'start', dateStart, nowMs)} {date(dateStart)}</span>}
      {dateEnd !== null && <span>{startWords(text, 'end', dateEnd, nowMs)} {date(dateEnd)}</span>}
    </div>
  )
}
