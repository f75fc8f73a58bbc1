import { z } from 'zod'
import { SourceTime } from './common.ts'

/** Counters since `resetAt`, one direction of a port. Null: not given. */
export const PortCounters = z.object({
  packets: z.number().nullable(), bytes: z.number().nullable(), unicast: z.number().nullable(), broadcast: z.number().nullable(),
  multicast: z.number().nullable(), pauses: z.number().nullable(), errors: z.number().nullable(), crcErrors: z.number().nullable(),
})
export type PortCounters = z.infer<typeof PortCounters>

/** Statistics of a port (ON-API 2.6). `input` is what the port receives, seen from the device the port belongs to. */
export const PortStatistics = z.object({
  counterResetAt: SourceTime.nullable(),
  input: PortCounters.nullable(), output: PortCounters.nullable(),
  /** Of the last five minutes (five of what the document leaves open; minutes assumed, domain.md section 4). */
  lastFiveInput: PortCounters.nullable(), lastFiveOutput: PortCounters.nullable(),
  peakInput: z.object({ rate: z.number().nullable(), at: SourceTime.nullable() }).nullable(),
  peakOutput: z.object({ rate: z.number().nullable(), at: SourceTime.nullable() }).nullable(),
})
export type PortStatistics = z.infer<typeof PortStatistics>

/** What an optical module says of itself; powers and temperatures are measurements of the report. */
export const Transceiver = z.object({ vendor: z.string().nullable(), partNumber: z.string().nullable(), serialNumber: z.string().nullable() })
export type Transceiver = z.infer<typeof Transceiver>

/** Speeds a port is shaped to for a service, in the system's own words. */
export const Shaping = z.object({ serviceType: z.string().nullable(), queue: z.string().nullable(), cir: z.string().nullable(), pir: z.string().nullable() })
export type Shaping = z.infer<typeof Shaping>

export const MacEntry = z.object({
  /** `AA:BB:CC:DD:EE:FF` where it could be read, else as given. */
  mac: z.string(),
  /** Maker by the offline list of address blocks; null where unknown or the address is a local one. */
  vendor: z.string().nullable(),
  serviceType: z.string().nullable(), vlan: z.number().nullable(), port: z.string().nullable(), learntAt: SourceTime.nullable(),
})
export type MacEntry = z.infer<typeof MacEntry>

export const Lease = z.object({
  address: z.string().nullable(),
  family: z.enum(['ipv4', 'ipv6', 'prefix', 'unknown']),
  mac: z.string().nullable(), vendor: z.string().nullable(),
  serviceType: z.string().nullable(), vlan: z.number().nullable(), port: z.string().nullable(),
  learntAt: SourceTime.nullable(),
  /** When it ends; null where the system does not say. */
  endsAt: SourceTime.nullable(),
})
export type Lease = z.infer<typeof Lease>

export const IgmpGroup = z.object({ group: z.string(), at: SourceTime.nullable(), packets: z.number().nullable() })
export type IgmpGroup = z.infer<typeof IgmpGroup>

/** A port, of the access switch or of the box at the customer. */
export const PortState = z.object({
  index: z.number().nullable(),
  name: z.string().nullable(),
  description: z.string().nullable(),
  link: z.boolean().nullable(),
  adminDown: z.boolean().nullable(),
  fullDuplex: z.boolean().nullable(),
  /** Speed of the link, bit/s, and as the system said it. */
  speedBps: z.number().nullable(), speedText: z.string().nullable(),
  /** What it is set to (`auto`, `1000`), as the system says. */
  configuredSpeed: z.string().nullable(),
  changedAt: SourceTime.nullable(),
  loopDetection: z.string().nullable(),
  freeSeating: z.boolean().nullable(),
  transceiver: Transceiver.nullable(),
  statistics: PortStatistics.nullable(),
  shaping: z.array(Shaping),
})
export type PortState = z.infer<typeof PortState>

/** What a live query of an access found, beside its readings; by the kind of check. */
export const LiveState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accessHardware'), up: z.boolean().nullable(), upSince: SourceTime.nullable(), vendor: z.string().nullable(), model: z.string().nullable() }),
  z.object({ kind: z.literal('portStatus'), port: PortState }),
  z.object({ kind: z.literal('macTable'), entries: z.array(MacEntry) }),
  z.object({ kind: z.literal('leases'), entries: z.array(Lease) }),
  z.object({ kind: z.literal('igmpGroups'), entries: z.array(IgmpGroup) }),
  z.object({
    kind: z.literal('cpeStatus'), up: z.boolean().nullable(), upSince: SourceTime.nullable(), vendor: z.string().nullable(), model: z.string().nullable(),
    firmware: z.string().nullable(), mac: z.string().nullable(), ports: z.array(PortState), macTable: z.array(MacEntry), leases: z.array(Lease),
  }),
])
export type LiveState = z.infer<typeof LiveState>
