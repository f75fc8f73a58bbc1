import type { LineView } from '../../../../shared/contract/lines.ts'
import type { CarrierAtAddress } from '../../../../shared/model/addressCheck.ts'
import { formatDate } from '../../../parts/localTime.ts'
import { useText } from '../../../text.tsx'
import { Facts, PartFrame } from '../PartFrame.tsx'
import { formatNumber } from '../words.ts'
import styles from './Tabs.module.css'

function Carrier({ carrier }: { carrier: CarrierAtAddress }) {
  const text = useText()
  const date = (value: string | null): string | null =>
    value === null || Number.isNaN(Date.parse(value)) ? value : formatDate(value, text.language)
  const { cableLengthM } = carrier
  return (
    <li className={styles.circuit}>
      <strong>{[text(`explain.carrier.${carrier.kind}`), carrier.vendor].filter(Boolean).join(' · ')}</strong>
      <Facts
        empty=""
        facts={[
          [
            text('addressCheck.length'),
            cableLengthM === null || cableLengthM === 0 ? null : `${formatNumber(text, cableLengthM)} m`,
          ],
          [text('addressCheck.handedOver'), date(carrier.handedOverAt)],
          [text('addressCheck.planned'), carrier.handedOverAt === null ? date(carrier.plannedAt) : null],
          [text('addressCheck.point'), carrier.point],
          [text('line.carrier.isra'), carrier.isra],
          [text('line.carrier.ftu'), carrier.ftuType],
          [text('line.carrier.nls'), carrier.nlsType],
          [text('addressCheck.freePairs'), carrier.freePairs],
          [text('addressCheck.status'), carrier.status],
          [text('addressCheck.nids'), carrier.nids.join(', ')],
        ]}
      />
    </li>
  )
}

/** What reaches the address: each carrier, its length and hand-over, and what the system could not answer for. */
export function AddressCheckPart({ addressCheck }: { addressCheck: LineView['addressCheck'] }) {
  const text = useText()
  return (
    <PartFrame part="addressCheck" title={text('addressCheck.title')}>
      {addressCheck === null && <p className={styles.quiet}>{text('addressCheck.notYet')}</p>}
      {addressCheck !== null && addressCheck.carriers.length === 0 && addressCheck.failed.length === 0 && (
        <p className={styles.quiet}>{text('addressCheck.none')}</p>
      )}
      {addressCheck !== null && addressCheck.failed.length > 0 && (
        <p>
          {text('addressCheck.failed', {
            kinds: addressCheck.failed.map(kind => text(`addressCheck.failed.${kind}`)).join(', '),
          })}
        </p>
      )}
      {addressCheck !== null && addressCheck.carriers.length > 0 && (
        <ul className={styles.list}>
          {addressCheck.carriers.map((carrier, index) => (
            <Carrier key={`${carrier.kind} ${carrier.vendor ?? ''} ${index}`} carrier={carrier} />
          ))}
        </ul>
      )}
    </PartFrame>
  )
}
