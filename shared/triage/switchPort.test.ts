import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { subscription } from '../../test/fakes/accessReports.ts'
import { nodePrefix, portOf } from './accessPort.ts'
import { switchPortOf } from './switchPort.ts'

const at = (circuit: string, remote: string | null = null) => switchPortOf({
  subscriptions: [subscription({ dhcpIdentifiers: [{ name: 'ipv4CircuitId', value: circuit }, ...(remote === null ? [] : [{ name: 'ipv4RemoteId', value: remote }])] })],
})

describe('the access switch of an access', () => {
  it('is read from circuit ids in the ways of several makers, and from the remote id where the circuit id has none', () => {
    expect(at('vxo-as0001/GigabitEthernet0/0/7')).toMatchObject({ node: 'vxo-as0001', port: 7 })
    expect(at('vxo-as0001/eth 5')).toMatchObject({ node: 'vxo-as0001', port: 5 })
    expect(at('vxo-as0001:ge-0/0/6')).toMatchObject({ node: 'vxo-as0001', port: 6 })
    expect(at('sw 12 eth 1/0/24:100')).toMatchObject({ node: 'sw-12', rack: 1, port: 24 })
    expect(at('eth 0/7', '10.0.0.4')).toMatchObject({ node: '10.0.0.4', port: 7 })
  })

  it('is read from option 82 as hex, text and binary', () => {
    const hex = '01060004006500070208000600E0FC0A0B0C'
    expect(switchPortOf({ subscriptions: [subscription({ option82: hex })] })).toMatchObject({ node: '00-E0-FC-0A-0B-0C', port: 7 })
  })

  it('is nobody’s where no switch is named', () => {
    for (const circuit of ['eth 0/7', 'CO-VXO1000001', '', 'something else', '7']) expect(at(circuit)).toBeNull()
    expect(switchPortOf(null)).toBeNull()
    expect(switchPortOf({ subscriptions: [] })).toBeNull()
  })

  it('is shared by ports of one switch, which share nothing nearer', () => {
    const [one, other] = [at('sw-1/ge-0/0/6'), at('sw-1/ge-0/0/7')]
    if (one === null || other === null) return expect.fail('both have a port')
    expect(other.key.startsWith(nodePrefix(one))).toBe(true)
    expect(one.lineCard).not.toBe(other.lineCard)
    expect(portOf(one.key.replace('/', ':').replaceAll('/', '.'))).toEqual({ ...one, node: one.node.toUpperCase() })
  })

  it('takes any text', () => fc.assert(fc.property(fc.string(), fc.option(fc.string()), (circuit, remote) => {
    const port = at(circuit, remote)
    if (port !== null) expect(portOf(port.key.replace('/', ':').replaceAll('/', '.'))?.key).toBe(port.key)
  })))
})
