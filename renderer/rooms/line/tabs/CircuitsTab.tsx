import type { LineView } from '../../../../shared/contract/lines.ts'
import type { Circuit } from '../../../../shared/model/line.ts'
import { CopyButton } from '../../../parts/CopyButton.tsx'
import { OnlineMark } from '../../../parts/OnlineMark.tsx'
import { useText } from '../../../text.tsx'
import { Facts, PartFrame } from '../PartFrame.tsx'
import { formatSpeed, say } from '../words.ts'
import { Credentials } from './Credentials.tsx'
import styles from './Tabs.module.css'

function CircuitCard({ circuit }: { circuit: Circuit }) {
  const text = useText()
  const { provisioning, product } = circuit
  const yesNo = (value: boolean | null | undefined): string | null =>
    value === null || value === undefined ? null : text(value ? 'line.yes' : 'line.no')
  const address = (ip: string | null): React.ReactNode =>
    ip !== null && (
      <span className={styles.copyable}>
        <span className="mono">{ip}</span>
        <CopyButton value={ip} label={text('line.circuit.copyIp', { ip })} />
      </span>
    )
  const off =
    provisioning?.blocked === true
      ? text('line.circuit.blocked')
      : provisioning?.enabled === false
        ? text('line.circuit.disabled')
        : null
  return (
    <li className={styles.circuit}>
      <div className={styles.circuitHead}>
        <strong>{product?.name ?? text('line.circuit.unnamed')}</strong>
        {circuit.nid !== null && (
          <span className={styles.copyable}>
            <span className="mono">{circuit.nid}</span>
            <CopyButton value={circuit.nid} label={text('line.circuit.copyNid', { nid: circuit.nid })} />
          </span>
        )}
        <OnlineMark online={circuit.online} />
        {off !== null && <strong className={styles.off}>{off}</strong>}
      </div>
      <Facts
        empty={text('line.none')}
        facts={[
          [text('line.circuit.vlan'), circuit.vlan],
          [text('line.circuit.qInQ'), yesNo(circuit.qInQ)],
          [
            text('line.circuit.speed'),
            product === null
              ? null
              : text('line.circuit.downUp', {
                  down: formatSpeed(text, product.downloadKbps),
                  up: formatSpeed(text, product.uploadKbps),
                }),
          ],
          [text('line.circuit.quality'), product?.quality ?? null],
          [text('line.circuit.port'), [circuit.port, circuit.portSpeed, circuit.portDuplex].filter(Boolean).join(' · ')],
          [
            text('line.circuit.provisioning'),
            provisioning === null
              ? null
              : say(text, `line.circuit.type.${provisioning.type}`, provisioning.rawType ?? provisioning.type),
          ],
          [text('line.circuit.username'), provisioning?.username ?? null],
          [text('line.circuit.lastUsername'), circuit.lastUsername === provisioning?.username ? null : circuit.lastUsername],
          [text('line.circuit.primaryIp'), address(provisioning?.primaryIpv4 ?? null)],
          [text('line.circuit.lastIp'), address(circuit.lastIpv4)],
          [text('line.circuit.routed'), provisioning?.routedIpv4.join(', ')],
          [text('line.circuit.ipvpn'), provisioning?.ipvpn ?? null],
          [text('line.tags'), circuit.tags.join(', ')],
        ]}
      />
      {circuit.nid !== null && provisioning?.hasPassword === true && <Credentials circuitNid={circuit.nid} />}
    </li>
  )
}

/** The services on the line. */
export function CircuitsTab({ view }: { view: LineView }) {
  const text = useText()
  return (
    <PartFrame part="line" title={text('line.tab.circuits')}>
      {view.line.circuits.length === 0 && <p>{text('line.circuit.none')}</p>}
      <ul className={styles.list}>
        {view.line.circuits.map((circuit, index) => (
          <CircuitCard key={circuit.nid ?? index} circuit={circuit} />
        ))}
      </ul>
    </PartFrame>
  )
}
