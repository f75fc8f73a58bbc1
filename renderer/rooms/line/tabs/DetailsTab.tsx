import type { LineView } from '../../../../shared/contract/lines.ts'
import type { Contact } from '../../../../shared/model/line.ts'
import { ExternalLink } from '../../../parts/ExternalLink.tsx'
import { formatDate } from '../../../parts/localTime.ts'
import { useText } from '../../../text.tsx'
import { Facts, PartFrame } from '../PartFrame.tsx'
import { AddressCheckPart } from './AddressCheckPart.tsx'
import { formatSpeed, plainWords, say } from '../words.ts'
import styles from './Tabs.module.css'

function Phone({ number }: { number: string }) {
  return (
    <ExternalLink href={`tel:${number.replaceAll(/[^+\d]/g, '')}`} className={styles.phone ?? ''}>
      {number}
    </ExternalLink>
  )
}

function ContactRow({ contact }: { contact: Contact }) {
  const text = useText()
  return (
    <li className={styles.contact}>
      <strong>{contact.name ?? text('line.contact.unnamed')}</strong>
      {contact.primary && <span className={styles.quiet}>{text('line.contact.primary')}</span>}
      {contact.phoneNumber !== null && <Phone number={contact.phoneNumber} />}
      {contact.email !== null && (
        <ExternalLink href={`mailto:${contact.email}`} className={styles.phone ?? ''}>
          {contact.email}
        </ExternalLink>
      )}
    </li>
  )
}

/** Carrier, SLA, contract, contacts, end user and the running transaction. */
export function DetailsTab({ view }: { view: LineView }) {
  const text = useText()
  const { line, endUser, transaction } = view
  const { carrier, sla, contract } = line
  const duration = contract?.durationMonths ?? null
  const date = (value: string | null | undefined): string | null =>
    value === null || value === undefined ? null : formatDate(value, text.language)
  return (
    <>
      <PartFrame part="transaction" title={text('line.transaction.title')}>
        {transaction === null || transaction.action === null ? (
          <p className={styles.quiet}>{text('line.transaction.none')}</p>
        ) : (
          <>
            <Facts
              empty=""
              facts={[
                [
                  text('line.transaction.action'),
                  say(text, `line.transaction.action.${transaction.action}`, plainWords(transaction.action)),
                ],
                [
                  text('line.transaction.state'),
                  transaction.state === null
                    ? null
                    : say(text, `line.transaction.state.${transaction.state}`, plainWords(transaction.state)),
                ],
                ...transaction.dates.map(
                  each => [say(text, `line.transaction.date.${each.key}`, plainWords(each.key)), date(each.date)] as const,
                ),
              ]}
            />
            {transaction.appointmentUrl !== null && (
              <p>
                <ExternalLink href={transaction.appointmentUrl}>{text('line.transaction.appointment')}</ExternalLink>
              </p>
            )}
          </>
        )}
      </PartFrame>
      <PartFrame part="line" title={text('line.contacts')}>
        {line.contacts.length === 0 ? (
          <p className={styles.quiet}>{text('line.contact.none')}</p>
        ) : (
          <ul className={styles.contacts}>
            {line.contacts.map(contact => (
              <ContactRow key={contact.uuid ?? contact.name} contact={contact} />
            ))}
          </ul>
        )}
      </PartFrame>
      <PartFrame part="endUser" title={text('line.endUser')}>
        <Facts
          empty={text('line.endUser.none')}
          facts={[
            [text('line.endUser.name'), endUser?.companyName ?? line.endUser?.name ?? null],
            [
              text('line.endUser.phone'),
              !endUser?.phoneNumber ? null : <Phone key="phone" number={endUser.phoneNumber} />,
            ],
          ]}
        />
      </PartFrame>
      <AddressCheckPart view={view} />
      <PartFrame part="line" title={text('line.carrier')}>
        <Facts
          empty={text('line.none')}
          facts={[
            [text('line.carrier.product'), carrier.productName],
            [text('line.carrier.network'), carrier.network],
            [
              text('line.carrier.type'),
              [carrier.carrierType, carrier.baseTechnology, carrier.dataTechnology].filter(Boolean).join(' · '),
            ],
            [text('line.carrier.nls'), carrier.nlsType],
            [text('line.carrier.pairs'), carrier.copperPairs],
            [
              text('line.carrier.speed'),
              carrier.downloadKbps === null && carrier.uploadKbps === null
                ? null
                : text('line.circuit.downUp', {
                    down: formatSpeed(text, carrier.downloadKbps),
                    up: formatSpeed(text, carrier.uploadKbps),
                  }),
            ],
            [text('line.carrier.ont'), carrier.ontNumber],
            [text('line.carrier.ftu'), carrier.ftuType],
            [text('line.carrier.ftp'), carrier.fibreTerminationPointId],
            [text('line.carrier.isra'), carrier.israSpecs],
            [text('line.carrier.frame'), carrier.distributionFrame],
            [text('line.carrier.serviceIds'), carrier.serviceIds.join(', ')],
            [text('line.tags'), [...new Set([...carrier.tags, ...line.tags])].join(', ')],
            [text('line.sla'), sla?.description ?? sla?.name ?? null],
            [text('line.contract.from'), date(contract?.from)],
            [text('line.contract.to'), date(contract?.to)],
            [text('line.contract.duration'), duration === null ? null : text('line.contract.months', { count: duration })],
            [text('line.contract.lastChange'), date(contract?.lastChange)],
            [
              text('line.contract.endOfLife'),
              [date(contract?.endOfLifeDate), contract?.endOfLifeReason].filter(Boolean).join(' · '),
            ],
          ]}
        />
      </PartFrame>
    </>
  )
}
