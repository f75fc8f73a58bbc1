import { describe, expect, it } from 'vitest'
import { macKind, readMac } from '../../shared/model/macAddress.ts'
import { vendorList, withVendors } from './macVendor.ts'

describe('the maker of a device', () => {
  it('is found without network, in any spelling of the address', async () => {
    const vendorOf = await vendorList()
    for (const mac of ['DC:A6:32:01:02:03', 'dc-a6-32-1-2-3', 'dca6.3201.0203', 'DCA632010203']) expect(vendorOf(mac)).toMatch(/Raspberry Pi/)
    // A part of a divided block.
    expect(vendorOf('70:B3:D5:F2:F0:01')).not.toBeNull()
  })

  it('is nobody for an address that the device made up, a group, an undivided rest, and what is no address', async () => {
    const vendorOf = await vendorList()
    for (const mac of ['DA:A1:19:00:00:01', '01:00:5E:00:00:01', '00:00:00:00:00:00', '', 'router', 'FC:FF:AA:00:00:00']) expect(vendorOf(mac)).toBeNull()
  })

  it('is named in every table that has addresses', () => {
    const entry = { mac: 'DC:A6:32:01:02:03', vendor: null, serviceType: null, vlan: 6, port: null, learntAt: null }
    const lease = { ...entry, mac: null, address: '192.0.2.1', family: 'ipv4' as const, endsAt: null }
    expect(withVendors({ kind: 'macTable', entries: [entry] }, () => 'Maker')).toMatchObject({ entries: [{ vendor: 'Maker' }] })
    expect(withVendors({ kind: 'leases', entries: [lease] }, () => 'Maker')).toMatchObject({ entries: [{ vendor: null }] })
  })
})

describe('a MAC address', () => {
  it('is read in every spelling of network elements, and nothing else is', () => {
    expect(['0:1:2:a:b:c', 'aabb.ccdd.eeff', 'AA BB CC DD EE FF'].map(readMac)).toEqual(['00:01:02:0A:0B:0C', 'AA:BB:CC:DD:EE:FF', 'AA:BB:CC:DD:EE:FF'])
    expect(['', 'aa:bb', 'gg:bb:cc:dd:ee:ff', 'aabbccddeeff00', 'none'].map(readMac)).toEqual([null, null, null, null, null])
  })

  it('tells who gave it', () => {
    expect(['DC:A6:32:01:02:03', 'DA:A1:19:00:00:01', 'FF:FF:FF:FF:FF:FF', '00:00:00:00:00:00', 'x'].map(macKind)).toEqual(['global', 'private', 'group', 'none', null])
  })
})
