import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { LineView } from '../../../../shared/contract/lines.ts'
import type { ResellerService, ServiceSection } from '../../../../shared/model/resellerService.ts'
import { ExternalLink } from '../../../parts/ExternalLink.tsx'
import { FailureNote } from '../../../parts/FailureNote.tsx'
import { formatDate } from '../../../parts/localTime.ts'
import { useNow } from '../../../parts/useNow.ts'
import { useText } from '../../../text.tsx'
import { Copyable } from '../access/tables.tsx'
import { useLine, useReach } from '../lineStoreContext.tsx'
import { Facts, PartFrame } from '../PartFrame.tsx'
import { AddressCheckPart } from '../tabs/AddressCheckPart.tsx'
import { formatSpeed, plainWords } from '../words.ts'
import { GroupedServices } from './GroupedServices.tsx'
import { PhoneNumbers, SimCards } from './NumbersAndCards.tsx'
import { SectionFrame } from './SectionFrame.tsx'
import { sectionsOf, startWords } from './serviceWords.ts'
import styles from './Service.module.css'
import { UploadList } from './UploadList.tsx'

type Facts = readonly (readonly [string, ReactNode])[]
const listed = (values: readonly { readonly name: string; readonly value: string }[]): Facts => values.map(({ name, value }) => [plainWords(name), value])

/** A service of the reseller platform: what its order says, and each detail with whether it is here. */
export function ServiceTab({ view }: { view: LineView }) {
  const text = useText()
  const nowMs = useNow()
  const { service, supplier, technology, address } = view.line
  if (service === null) return null
  const date = (value: string | null): string | null => value === null ? null : formatDate(value, text.language)
  const sections = sectionsOf(service)
  const { visitAddress } = service.customer ?? { visitAddress: null }
  return (
    <>
      <Missing view={view} />
      <PartFrame part="line" title={text('service.about')}>
        <Facts
          empty={text('line.none')}
          facts={[
            [text('service.label'), service.label],
            [text('service.description'), service.description],
            [text('service.type'), service.serviceType?.name ?? null],
            [text('line.carrier.type'), technology === service.serviceType?.name ? null : technology],
            [text('service.supplier'), supplier ?? service.supplier?.name ?? null],
            [text('service.status'), service.status],
            [startWords(text, 'start', service.dateStart, nowMs), date(service.dateStart)],
            [startWords(text, 'end', service.dateEnd, nowMs), date(service.dateEnd)],
            [text('service.costCenter'), service.costCenter],
            [text('service.contract'), service.contractId],
          ]}
        />
      </PartFrame>
      <GroupedServices line={view.line} />
      {sections.length === 0 && <p className={styles.quiet}>{text('service.noSections')}</p>}
      {sections.map(section => (
        <SectionFrame key={section} section={section} view={view}>{contentOf(section, service)}</SectionFrame>
      ))}
      {service.uploads.length > 0 && <UploadList uploads={service.uploads} titled />}
      <AddressCheckPart view={view} />
    </>
  )

  function contentOf(section: ServiceSection, of: ResellerService): ReactNode {
    const facts = (each: Facts) => <Facts empty={text('service.empty')} facts={each} />
    switch (section) {
      case 'customer': return facts(of.customer === null ? [] : [
        [text('service.customer'), of.customer.name],
        [text('service.reference'), of.customer.reference],
        [text('service.debtor'), of.customer.debtorNumber],
        [text('service.phone'), of.customer.phoneNumber === null ? null : <Call key="call" number={of.customer.phoneNumber} />],
        [text('service.email'), of.customer.email],
        [text('service.visitAddress'), visitAddress === null ? null
          : [visitAddress.street, visitAddress.houseNumber, visitAddress.houseNumberExtension, visitAddress.postcode, visitAddress.city].filter(Boolean).join(' ')],
        [text('service.status'), of.customer.isActive === false ? text('service.inactive') : null],
      ])
      case 'connection': return facts(of.connection === null ? [] : [
        [text('service.connection.circuits'), of.connection.circuitIds.length === 0 ? null : <span key="ids">{of.connection.circuitIds.map(id => <Copyable key={id} value={id} />)}</span>],
        [text('service.connection.username'), of.connection.username === null ? null : <Copyable key="user" value={of.connection.username} />],
        [text('service.connection.addresses'), of.connection.ipAddresses.length === 0 ? null : <span key="ips">{of.connection.ipAddresses.map(ip => <Copyable key={ip} value={ip} />)}</span>],
        [text('service.connection.vlan'), of.connection.vlan],
        [text('service.connection.speed'), of.connection.downloadKbps === null && of.connection.uploadKbps === null ? null
          : text('line.circuit.downUp', { down: formatSpeed(text, of.connection.downloadKbps), up: formatSpeed(text, of.connection.uploadKbps) })],
        ...listed(of.connection.others),
      ])
      case 'kpnWba': return facts(of.kpnWba === null ? [] : [
        [text('service.wba.profile'), of.kpnWba.lineProfile],
        [text('service.wba.status'), of.kpnWba.connectionStatus],
        [text('service.connection.circuits'), of.kpnWba.circuitIds.length === 0 ? null : <span key="ids">{of.kpnWba.circuitIds.map(id => <Copyable key={id} value={id} />)}</span>],
        [text('service.wba.ont'), of.kpnWba.ontNumber === null ? null : <Copyable key="ont" value={of.kpnWba.ontNumber} />],
        ...listed(of.kpnWba.others),
      ])
      case 'voip': return facts(of.voip === null ? [] : [
        [text('service.connection.username'), of.voip.username === null ? null : <Copyable key="user" value={of.voip.username} />],
        [text('service.voip.domain'), of.voip.domain],
        [text('service.voip.registration'), of.voip.registration],
        [text('service.voip.credit'), of.voip.credit],
        ...listed(of.voip.others),
      ])
      case 'mobile': return facts(listed(of.mobile))
      case 'generic': return facts(listed(of.generic))
      case 'trackedObject': return facts(listed(of.trackedObject))
      case 'phoneNumbers': return <PhoneNumbers numbers={of.phoneNumbers} />
      case 'sim': return <SimCards cards={of.sims} />
      case 'location': return facts([
        [text('request.address.a'), [address.street, address.houseNumber, address.houseNumberExtension, address.postcode, address.city].filter(Boolean).join(' ')],
      ])
    }
  }
}

function Call({ number }: { number: string }) {
  return <ExternalLink href={`tel:${number.replaceAll(/[^+\d]/g, '')}`} className={styles.link ?? ''}>{number}</ExternalLink>
}

/** What is not here yet, and how to get it now; said before it is tried where it cannot be. */
function Missing({ view }: { view: LineView }) {
  const text = useText()
  const refreshPart = useLine(state => state.refreshPart)
  const isFetching = useLine(state => state.loadingParts.includes('details') || state.view?.parts.find(({ part }) => part === 'details')?.state === 'loading')
  const reach = useReach(view.line.accountId)
  const missing = view.line.service?.sections.filter(({ state }) => state === 'missing').map(({ section }) => text(`service.section.${section}`)) ?? []
  const failure = view.parts.find(({ part }) => part === 'details')?.failure ?? null
  const fetchAll = (): void => void refreshPart('details')
  return (
    <>
      {missing.length > 0 && (
        <div className={styles.missing}>
          <p>{text('service.missing', { count: missing.length, sections: missing.join(', ') })}</p>
          {reach === 'reachable'
            ? <Button variant="default" loading={isFetching} onClick={fetchAll}>{text('service.fetch')}</Button>
            : <p className={styles.quiet}>{text(reach === 'offline' ? 'service.fetch.offline' : 'service.fetch.refused')}</p>}
        </div>
      )}
      {failure !== null && !isFetching && view.detailFailures.length === 0 && <FailureNote failure={failure} onRetry={fetchAll} />}
    </>
  )
}
