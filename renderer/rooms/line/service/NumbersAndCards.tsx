import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ServicePhoneNumber, SimCard } from '../../../../shared/model/resellerService.ts'
import { useText } from '../../../text.tsx'
import { DataTable } from '../access/DataTable.tsx'
import { Copyable } from '../access/tables.tsx'
import { Facts } from '../PartFrame.tsx'
import { plainWords } from '../words.ts'
import styles from './Service.module.css'

const bare = (number: string): string => number.replaceAll(/[\s()-]/g, '').toLowerCase()
/** Beyond so many a field narrows them down. */
const many = 15

/** Numbers of a service; a trunk may have thousands. */
export function PhoneNumbers({ numbers }: { numbers: readonly ServicePhoneNumber[] }) {
  const text = useText()
  const [words, setWords] = useState('')
  if (numbers.length === 0) return <p className={styles.quiet}>{text('service.empty')}</p>
  const wanted = bare(words)
  const shown = wanted === '' ? numbers : numbers.filter(({ number, description }) => bare(`${number} ${description ?? ''}`).includes(wanted))
  return (
    <>
      {numbers.length > many && (
        <TextInput label={text('service.numbers.filter')} value={words} onChange={event => setWords(event.currentTarget.value)} className={styles.filter ?? ''} />
      )}
      {shown.length === 0
        ? <p className={styles.quiet} role="status">{text('service.numbers.none', { words })}</p>
        : (
          <DataTable
            label={text('service.section.phoneNumbers')} rows={shown} rowKey={({ number }, index) => `${number} ${String(index)}`}
            columns={[
              { key: 'number', title: text('service.number'), sortBy: ({ number }) => number, render: ({ number }) => <Copyable value={number} /> },
              { key: 'description', title: text('service.number.description'), sortBy: ({ description }) => description },
              { key: 'state', title: text('service.number.state'), sortBy: ({ state }) => state },
              { key: 'costCenter', title: text('service.costCenter'), sortBy: ({ costCenter }) => costCenter },
            ]}
          />
        )}
    </>
  )
}

export function SimCards({ cards }: { cards: readonly SimCard[] }) {
  const text = useText()
  if (cards.length === 0) return <p className={styles.quiet}>{text('service.empty')}</p>
  return (
    <ul className={styles.cards}>
      {cards.map((card, index) => (
        <li key={card.icc ?? index}>
          <Facts
            empty={text('service.empty')}
            facts={[
              [text('service.sim.number'), card.phoneNumber === null ? null : <Copyable key="number" value={card.phoneNumber} />],
              [text('service.sim.icc'), card.icc === null ? null : <Copyable key="icc" value={card.icc} />],
              [text('service.sim.imsi'), card.imsi === null ? null : <Copyable key="imsi" value={card.imsi} />],
              [text('service.sim.esim'), card.isEsim === null ? null : text(card.isEsim ? 'service.sim.esim.yes' : 'service.sim.esim.no')],
              [text('service.sim.state'), card.state],
              ...card.others.map(({ name, value }) => [plainWords(name), value] as const),
            ]}
          />
        </li>
      ))}
    </ul>
  )
}
