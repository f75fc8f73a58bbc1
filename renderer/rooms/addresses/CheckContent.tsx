import type { AddressCheck, CarrierAtAddress, ProductAtAddress } from '../../../shared/model/addressCheck.ts'
import { plainWords, say } from '../../../shared/text/words.ts'
import { LevelMark } from '../../parts/LevelMark.tsx'
import { formatDate } from '../../parts/localTime.ts'
import { useText } from '../../text.tsx'
import { DataTable } from '../line/access/DataTable.tsx'
import { Copyable } from '../line/access/tables.tsx'
import { Facts } from '../line/PartFrame.tsx'
import { formatNumber, formatSpeed } from '../line/words.ts'
import styles from './Addresses.module.css'

/** What reaches an address as one system tells it; what it could not tell stands beside what it could. */
export function CheckContent({ check }: { check: AddressCheck }) {
  const text = useText()
  const products = check.products ?? []
  const failures = check.failures ?? []
  const told = new Set(failures.map(({ part }) => part))
  const silent = check.failed.filter(part => !told.has(part))
  const isEmpty = check.carriers.length + products.length === 0
  return (
    <div className={styles.content}>
      {(failures.length > 0 || silent.length > 0) && (
        <ul className={styles.failures}>
          {silent.map(part => (
            <li key={part}><LevelMark level="warn" size={16} /><span>{text('addresses.part.failed', { part: partName(part) })}</span></li>
          ))}
          {failures.map(({ part, supplier, code, text: words }, index) => (
            <li key={`${part} ${supplier ?? ''} ${String(index)}`}>
              <LevelMark level="warn" size={16} />
              <span>
                {[
                  supplier === null ? text('addresses.part.failed', { part: partName(part) }) : text('addresses.supplier.failed', { supplier }),
                  words === null || words === '' ? '' : text('addresses.failure.says', { text: words }),
                  code === null || code === '' ? '' : text('addresses.failure.code', { code }),
                ].filter(Boolean).join('. ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      {isEmpty && check.failed.length === 0 && <p className={styles.quiet}>{text('addresses.answer.none')}</p>}
      {check.carriers.length > 0 && (
        <div>
          <h4>{text('addresses.carriers')}</h4>
          <ul className={styles.carriers}>
            {check.carriers.map((carrier, index) => <Carrier key={`${carrier.kind} ${carrier.vendor ?? ''} ${String(index)}`} carrier={carrier} />)}
          </ul>
        </div>
      )}
      {products.length > 0 && (
        <div>
          <h4>{text('addresses.products')}</h4>
          <Products products={products} />
        </div>
      )}
    </div>
  )
  function partName(part: AddressCheck['failed'][number]): string {
    const name = text(`addressCheck.failed.${part}`)
    return name.charAt(0).toUpperCase() + name.slice(1)
  }
}

function Carrier({ carrier }: { carrier: CarrierAtAddress }) {
  const text = useText()
  const date = (value: string | null): string | null =>
    value === null || Number.isNaN(Date.parse(value)) ? value : formatDate(value, text.language)
  const { cableLengthM, nids, handedOverAt, plannedAt, others = [] } = carrier
  return (
    <li className={styles.carrier}>
      <strong>{[text(`explain.carrier.${carrier.kind}`), carrier.vendor].filter(Boolean).join(' · ')}</strong>
      <Facts
        empty={text('line.none')}
        facts={[
          [text('addressCheck.length'), cableLengthM === null || cableLengthM === 0 ? null : `${formatNumber(text, cableLengthM)} m`],
          [text('addressCheck.handedOver'), date(handedOverAt)],
          [text('addressCheck.planned'), handedOverAt === null ? date(plannedAt) : null],
          [text('addresses.fpi'), carrier.fpi],
          [text('addresses.sdf'), carrier.sdf],
          [text('addresses.mdf'), carrier.mdf],
          // The point is one of the three where a system names those.
          [text('addressCheck.point'), [carrier.fpi, carrier.sdf, carrier.mdf].includes(carrier.point) ? null : carrier.point],
          [text('line.carrier.isra'), carrier.isra],
          [text('line.carrier.ftu'), carrier.ftuType],
          [text('line.carrier.nls'), carrier.nlsType],
          [text('addressCheck.freePairs'), carrier.freePairs],
          [text('addressCheck.status'), carrier.status],
          [text('addressCheck.nids'), nids.length === 0 ? null : <span key="nids">{nids.map(nid => <Copyable key={nid} value={nid} />)}</span>],
          ...others.map(({ name, value }) => [plainWords(name), value] as const),
        ]}
      />
    </li>
  )
}

function Products({ products }: { products: readonly ProductAtAddress[] }) {
  const text = useText()
  const has = (product: ProductAtAddress): string | null => product.available === null ? null : text(product.available ? 'addresses.product.yes' : 'addresses.product.no')
  return (
    <DataTable
      label={text('addresses.products')} rows={products} rowKey={({ id, name }, index) => `${id ?? ''} ${name ?? ''} ${String(index)}`}
      columns={[
        {
          key: 'name', title: text('addresses.product'), sortBy: ({ name, id }) => name ?? text('addresses.product.unnamed', { id: id ?? '' }),
          render: product => (
            <span className={styles.product}>
              <span>{product.name ?? text('addresses.product.unnamed', { id: product.id ?? '' })}</span>
              <span className={styles.quiet}>{[product.supplier, product.technology, ...product.others.map(({ name, value }) => `${plainWords(name)}: ${value}`)].filter(Boolean).join(' · ')}</span>
            </span>
          ),
        },
        {
          key: 'speed', title: text('addresses.product.speed'), sortBy: ({ downloadKbps }) => downloadKbps,
          render: ({ downloadKbps, uploadKbps }) => (
            <span>{downloadKbps === null && uploadKbps === null ? '–' : text('line.circuit.downUp', { down: formatSpeed(text, downloadKbps), up: formatSpeed(text, uploadKbps) })}</span>
          ),
        },
        {
          key: 'available', title: text('addresses.product.available'), sortBy: has,
          render: product => {
            const word = has(product)
            if (word === null) return null
            const why = product.reason === null ? '' : say(text, `addresses.reason.${product.reason}`, product.reason)
            return (
              <span className={styles.available}>
                <LevelMark level={product.available === true ? 'ok' : 'unknown'} size={16} /> {word}{why === '' ? '' : `: ${why}`}
              </span>
            )
          },
        },
      ]}
    />
  )
}
