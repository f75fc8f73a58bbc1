import { utc, zonelessSpaced } from '../clock.ts'
import { wrongShape } from '../faults.ts'
import { isBuilt } from './access.ts'
import { statisticsOf } from './counters.ts'
import type { LabAccess } from './access.ts'
import type { Live, LiveLease, LiveMac, LivePort, Optics } from './live.ts'
import type { Dialect } from './wire.ts'

/** Technical parts of an access, by the last word of their path. */
export const TECH_PARTS = ['hardware', 'status', 'macaddresstable', 'leaseinfo', 'igmpsnooping', 'cpe'] as const
export type TechPart = (typeof TECH_PARTS)[number]

/** What a technical endpoint answers; null: 404, where nothing is built yet or the box does not answer. */
export function techWire(part: TechPart, access: LabAccess, live: Live, dialect: Dialect, nowMs: number): unknown {
  const { condition } = access
  if (!isBuilt(access)) return null
  if (condition === 'empty') return part === 'hardware' || part === 'status' || part === 'cpe' || dialect === 'document' ? {} : []
  const right = rightAnswer(part, live, dialect, nowMs)
  if (right === null) return null
  return condition === 'wrongTypes' ? wrongShape(right) : condition === 'strings' ? asStrings(right, '') : right
}

function rightAnswer(part: TechPart, live: Live, dialect: Dialect, nowMs: number): unknown {
  const iso = (ms: number): string => utc(ms + live.aheadMs)
  switch (part) {
    case 'hardware': {
      const { up, upSinceMs, vendor, model } = live.hardware
      return up ? { up, upSince: iso(upSinceMs), vendor, model } : { up }
    }
    case 'status':
      return live.hardware.up ? statusWire(live, dialect, nowMs, iso) : {}
    case 'macaddresstable':
      return table(live.macs.map((each) => macWire(each, dialect, iso)), dialect)
    case 'leaseinfo':
      return table(leasesWire(live, dialect, nowMs, iso), dialect)
    case 'igmpsnooping':
      return table(live.groups.map(({ multicast, atMs, counter }) => ({ multicast, timestamp: iso(atMs), counter })), dialect)
    case 'cpe':
      return cpeWire(live, dialect, nowMs, iso)
  }
}

/** The document shows one object where the public specification has a list. */
function table(rows: readonly unknown[], dialect: Dialect): unknown {
  return dialect === 'document' && rows.length === 1 ? rows[0] : rows
}

type Iso = (ms: number) => string

function macWire({ mac, serviceType, vlan, port, learntMs }: LiveMac, dialect: Dialect, iso: Iso): Record<string, unknown> {
  return dialect === 'public' ? { mac: mac.toLowerCase(), serviceType } : { mac, serviceType, vlan, port, learntAt: iso(learntMs) }
}

/** In the document a lease is a copy of the MAC table's row, without address and end, and gone when it has ended. */
function leasesWire({ leases }: Live, dialect: Dialect, nowMs: number, iso: Iso): unknown[] {
  if (dialect === 'public') {
    return leases.map(({ address, mac, serviceType, startMs, endMs }) => ({
      lease: address, mac: mac.toLowerCase(), serviceType, start: iso(startMs), end: iso(endMs),
    }))
  }
  const seen = new Map<string, LiveLease>(leases.filter(({ endMs }) => endMs > nowMs).map((each) => [each.mac + each.serviceType, each]))
  return [...seen.values()].map((each) => macWire({ ...each, learntMs: each.startMs }, dialect, iso))
}

function statusWire({ port, shaping }: Live, dialect: Dialect, nowMs: number, iso: Iso): Record<string, unknown> {
  const { link, fullDuplex, changedMs, speedMbps, adminDown, optics } = port
  const common = { link, fullDuplex, linkSince: iso(changedMs) }
  const statistics = statisticsOf(port, nowMs, iso)
  if (dialect === 'public') {
    return {
      ...common, speed: 'auto', linkSpeed: link ? speedMbps : 0, adminDown,
      configuredSpeed: shaping.map(({ serviceType, queue, cirKbps, pirKbps }) => ({ serviceType, queue, cir: cirKbps, pir: pirKbps })),
      statistics, fiber: optics === null ? null : opticsWire(optics, false),
    }
  }
  return {
    ...common, speed: link ? String(speedMbps) : 'auto', adminDown, statistics,
    ...(optics === null ? {} : { transceiver: opticsWire(optics, false) }),
    configuredSpeeds: shaping.map(({ serviceType, queue, cirKbps, pirKbps }) => ({ serviceType, queue: String(queue), cir: String(cirKbps), pir: String(pirKbps) })),
  }
}

function opticsWire({ rxDbm, txDbm, tempC, biasMa, voltageV, vendor, partNumber, serialNumber }: Optics, numbers: boolean): Record<string, unknown> {
  const values = { dbmRx: rxDbm, dbmTx: txDbm, temp: tempC, biasTx: biasMa, supplyVoltage: voltageV }
  const digits: Readonly<Record<string, number>> = { temp: 1, biasTx: 1 }
  const rounded = Object.entries(values).map(([name, value]): [string, number | string] => {
    const text = value.toFixed(digits[name] ?? 2)
    return [name, numbers ? Number(text) : text]
  })
  return { ...Object.fromEntries(rounded), vendor, partNumber, serialNumber }
}

function cpeWire({ cpe }: Live, dialect: Dialect, nowMs: number, iso: Iso): unknown {
  if (cpe === null) return null
  if (!cpe.up) return { up: false }
  const { firmware, vendor, model, mac, up, upSinceMs, ports, macs, leases } = cpe
  const open = dialect === 'public'
  return {
    firmware, vendor, model, mac, up,
    // The document has this as text without a format, beside date-times.
    upSince: open ? iso(upSinceMs) : zonelessSpaced(Date.parse(iso(upSinceMs))),
    ports: ports.map((port) => cpePortWire(port, open, nowMs, iso)),
    macAddressTable: macs.map((each) =>
      open ? { mac: each.mac.toLowerCase(), serviceType: each.serviceType, port: Number(each.port) } : macWire(each, dialect, iso)),
    [open ? 'dhcpSnooping' : 'dhcpSnoopingTable']: leases.map((each) => ({
      ip: each.address, mac: open ? each.mac.toLowerCase() : each.mac, serviceType: each.serviceType, timeout: iso(each.endMs),
    })),
  }
}

function cpePortWire(port: LivePort, open: boolean, nowMs: number, iso: Iso): Record<string, unknown> {
  const { index, description, name, link, fullDuplex, changedMs, loop, freeSeating, speedMbps, optics } = port
  return {
    index, ifDescription: description, name, link, fullDuplex, changedAt: iso(changedMs), loopDetectionStatus: loop,
    freeSeating: open ? String(freeSeating) : freeSeating, configuredSpeed: 'auto', linkSpeed: link ? speedMbps : 0,
    ...(open ? { fiber: optics === null ? null : opticsWire(optics, true) } : optics === null ? {} : { transceiver: opticsWire(optics, false) }),
    statistics: statisticsOf(port, nowMs, iso),
  }
}

const UNITS: Readonly<Record<string, string>> = { dbmRx: ' dBm', dbmTx: ' dBm', temp: ' C', biasTx: ' mA', supplyVoltage: ' V', linkSpeed: ' Mbps', speed: 'M' }

/** Every number and boolean as a string, levels with their unit. */
function asStrings(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.map((each) => asStrings(each, key))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, asStrings(each, name)]))
  return value === null ? null : `${String(value)}${UNITS[key] ?? ''}`
}
