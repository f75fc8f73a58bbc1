import { DAY_MS, HOUR_MS, MINUTE_MS } from '../clock.ts'
import { Dice } from '../random.ts'
import { isConnected } from './access.ts'
import { cpeOf, deviceMac, moduleOf, switchOf } from './equipment.ts'
import { subscriptionsOf, speedOf } from './subscriptions.ts'
import type { LabAccess } from './access.ts'
import type { LabSubscription } from './subscriptions.ts'

/** What a port carries in one direction. */
export type Rate = { bytesPerSecond: number; packetBytes: number; crcPpm: number; errorPpm: number }
export type Optics = { rxDbm: number; txDbm: number; tempC: number; biasMa: number; voltageV: number; vendor: string; partNumber: string; serialNumber: string }
export type LivePort = {
  index: number
  /** `ifDescription`. */
  description: string
  name: string
  link: boolean
  adminDown: boolean
  fullDuplex: boolean
  speedMbps: number
  changedMs: number
  loop: string
  freeSeating: boolean
  optics: Optics | null
  /** What the device receives on this port, and what it sends. */
  input: Rate
  output: Rate
  /** The same before the port last changed. */
  usual: { input: Rate; output: Rate }
  /** What the counters had when a test changed something. */
  carried: Carried | null
  /** When the counters began. */
  resetMs: number
  peakMs: number
  /** Counters of 32 bits. */
  wraps: boolean
}
export type LiveMac = { mac: string; serviceType: string; vlan: number; port: string; learntMs: number }
export type LiveLease = LiveMac & { address: string; startMs: number; endMs: number }
export type LiveGroup = { multicast: string; atMs: number; counter: number }
export type LiveShaping = { serviceType: string; queue: number; cirKbps: number; pirKbps: number }
export type Live = {
  hardware: { up: boolean; upSinceMs: number; vendor: string; model: string }
  port: LivePort
  shaping: LiveShaping[]
  macs: LiveMac[]
  leases: LiveLease[]
  groups: LiveGroup[]
  /** Null: the box does not answer. */
  cpe: { up: boolean; upSinceMs: number; vendor: string; model: string; firmware: string; mac: string; ports: LivePort[]; macs: LiveMac[]; leases: LiveLease[] } | null
  /** By how much the clocks of these devices are ahead. */
  aheadMs: number
}

/** Counters at a moment, in the order of `COUNTERS`. */
export type Carried = { atMs: number; input: readonly number[]; output: readonly number[] }

/** What a test changed at a port of an access. */
export type PortPatch = {
  link?: boolean; adminDown?: boolean; fullDuplex?: boolean; speedMbps?: number; rxDbm?: number; txDbm?: number; crcPpm?: number
  inBytesPerSecond?: number; outBytesPerSecond?: number
}
/** What was pulled out at the customer. */
export type Pulled = 'router' | 'fibre' | 'power'
export type Forced = {
  atMs: number; port?: PortPatch; cpePorts?: Readonly<Record<number, PortPatch>>; pulled?: Pulled; switchUp?: boolean
  /** When a test set the counters back. */
  resetMs?: number
  /** Counters until `atMs`, by port: `access`, or the index of the port at the customer. */
  carried?: ReadonlyMap<string, Carried>
}

const SALT = { up: 701, since: 702, rx: 703, tx: 704, temp: 705, rate: 706, group: 707, lease: 708, seats: 709 }
const VLANS = { bb: 101, iptv: 102, voip: 103 }
const IDLE: Rate = { bytesPerSecond: 0, packetBytes: 500, crcPpm: 0, errorPpm: 0 }

/** The live state of an access at a moment: a pure function of access, moment, start of the lab and what was forced. */
export function liveOf(access: LabAccess, startedMs: number, nowMs: number, forced: Forced | null): Live {
  const { condition, index } = access
  const dice = new Dice(31, index)
  const box = new Dice(37, access.switchIndex)
  const device = switchOf(access)
  const pulled = forced?.pulled ?? null
  const switchUp = forced?.switchUp ?? condition !== 'switchDown'
  const patch = forced?.port ?? {}
  const connected = isConnected(access)
  const dark = condition === 'noLink' || condition === 'deadCpe' || pulled === 'fibre' || pulled === 'power' || !connected
  const adminDown = patch.adminDown ?? (condition === 'portDown' || access.state === 'DISCONNECTED')
  const link = (patch.link ?? !dark) && !adminDown && switchUp
  const upSinceMs = startedMs - box.between(SALT.up, 3, 400) * DAY_MS
  const sinceMs = forced?.atMs ?? startedMs - (link ? dice.between(SALT.since, 1, 60) * DAY_MS : dice.between(SALT.since, 30, 300) * MINUTE_MS)
  const busy = link && condition !== 'nobodyTalks' && pulled !== 'router'
  const resetMs = condition === 'counterReset' ? nowMs - (nowMs % 90_000) : (forced?.resetMs ?? upSinceMs)
  const wraps = condition === 'counterWrap'
  const subscriptions = subscriptionsOf(access)
  const speed = speedOf(subscriptions.find(({ serviceType }) => serviceType === 'bb')?.service ?? '')
  // The switch receives what the customer sends up.
  const up = patch.inBytesPerSecond ?? (wraps ? 107_000_000 : dice.between(SALT.rate, 2, 60) * speed.up * 20)
  const down = patch.outBytesPerSecond ?? (wraps ? 112_000_000 : dice.between(SALT.rate + 1, 5, 200) * speed.down * 20)
  const crcPpm = patch.crcPpm ?? (condition === 'duplexMismatch' ? 800 : condition === 'dirtyOptics' ? 40 : 0)
  const usual = {
    input: { bytesPerSecond: up, packetBytes: 420, crcPpm, errorPpm: crcPpm + (condition === 'duplexMismatch' ? 200 : 0) },
    output: { bytesPerSecond: down, packetBytes: 1100, crcPpm: 0, errorPpm: 0 },
  }
  const port: LivePort = {
    index: access.port,
    description: device.portName,
    name: device.portName,
    link,
    adminDown,
    fullDuplex: patch.fullDuplex ?? condition !== 'duplexMismatch',
    speedMbps: patch.speedMbps ?? (condition === 'duplexMismatch' ? 100 : 1000),
    changedMs: sinceMs,
    loop: '',
    freeSeating: false,
    optics: opticsOf(access, 0, { dark, rxDbm: patch.rxDbm, txDbm: patch.txDbm }),
    input: busy ? usual.input : IDLE,
    output: busy ? usual.output : link ? { ...IDLE, bytesPerSecond: 90, packetBytes: 90 } : IDLE,
    usual: connected ? usual : { input: IDLE, output: IDLE },
    carried: forced?.carried?.get('access') ?? null,
    resetMs,
    peakMs: Math.max(resetMs, upSinceMs + Math.floor((startedMs - upSinceMs) * 0.62)),
    wraps,
  }
  const macs = busy ? macsOf(access, subscriptions, nowMs, sinceMs, device.portName) : []
  const leases = leasesOf(access, macs, nowMs)
  const cpe = cpeStateOf(access, { port, macs, leases, startedMs, nowMs, forced, linked: link, connected })
  return {
    hardware: { up: switchUp, upSinceMs, vendor: device.vendor, model: device.model },
    port,
    shaping: subscriptions.map(({ serviceType, service, state }, queue) => {
      const kbps = state === 'SUSPENDED' ? 0 : serviceType === 'bb' ? speedOf(service).down * 1000 : serviceType === 'iptv' ? 40_000 : 512
      return { serviceType, queue, cirKbps: serviceType === 'bb' ? 0 : kbps, pirKbps: kbps }
    }),
    macs,
    leases,
    groups: busy && subscriptions.some(({ serviceType }) => serviceType === 'iptv') ? groupsOf(index, nowMs, startedMs) : [],
    cpe,
    aheadMs: condition === 'clockOff' ? 3 * HOUR_MS : 0,
  }
}

/** Levels of a 1000BASE-BX10 module (IEEE 802.3 clause 59: receives -19.5 to -3 dBm); `end` 0 is the switch. */
function opticsOf({ index, condition }: LabAccess, end: 0 | 1, { dark, rxDbm, txDbm }: { dark: boolean; rxDbm?: number | undefined; txDbm?: number | undefined }): Optics {
  const dice = new Dice(41 + end, index)
  const usual = -8 - dice.int(SALT.rx, 700) / 100
  const rx = condition === 'dirtyOptics' ? (end === 0 ? -22.61 : -18.92) : condition === 'tooStrong' ? (end === 0 ? -1.42 : -5.1) : dark ? -40 : usual
  return {
    rxDbm: rxDbm ?? rx,
    txDbm: txDbm ?? -5.5 - dice.int(SALT.tx, 150) / 100,
    tempC: 31 + dice.int(SALT.temp, 180) / 10,
    biasMa: 12 + dice.int(SALT.temp + 1, 120) / 10,
    voltageV: 3.25 + dice.int(SALT.temp + 2, 90) / 1000,
    ...moduleOf(index, end),
  }
}

function macsOf(access: LabAccess, subscriptions: readonly LabSubscription[], nowMs: number, sinceMs: number, port: string): LiveMac[] {
  const { index, condition } = access
  const dice = new Dice(43, index)
  const learntMs = Math.max(sinceMs, nowMs - dice.between(SALT.lease, 20, 6000) * MINUTE_MS)
  // Two accesses of the showcase that stand next to each other have the router of the first.
  const owner = condition === 'duplicateMac' ? index - (index % 2) : index
  const macs = subscriptions.map(({ serviceType }): LiveMac => {
    const role = serviceType === 'bb' ? 'router' : serviceType === 'iptv' ? 'television' : 'telephone'
    return { mac: deviceMac(role === 'router' ? owner : index, role), serviceType, vlan: VLANS[serviceType], port, learntMs }
  })
  if (condition === 'duplicateMac') macs.push({ mac: deviceMac(owner, 'router'), serviceType: 'unknown', vlan: 1, port, learntMs })
  if (condition === 'loop') macs.push({ mac: cpeOf(access).mac, serviceType: 'unknown', vlan: 1, port, learntMs })
  return macs
}

function leasesOf(access: LabAccess, macs: readonly LiveMac[], nowMs: number): LiveLease[] {
  const { index, condition, fixedIps } = access
  if (condition === 'noLease') return []
  const dice = new Dice(47, index)
  return macs.filter(({ serviceType }) => serviceType !== 'unknown').flatMap((mac, nth): LiveLease[] => {
    const lengthMs = (mac.serviceType === 'bb' ? 1 : 12) * HOUR_MS
    // Renewed at half time, each at a phase of its own.
    const phaseMs = dice.int(SALT.lease + nth, lengthMs / 2)
    const startMs = condition === 'expiredLease' ? nowMs - 2 * HOUR_MS - lengthMs : nowMs - ((nowMs + phaseMs) % (lengthMs / 2))
    const lease = { ...mac, startMs, endMs: startMs + lengthMs }
    if (mac.serviceType !== 'bb') return [{ ...lease, address: `10.${mac.vlan}.${(index >> 8) & 255}.${1 + (index & 127)}` }]
    const host = index + 10
    const v4 = fixedIps[0] ?? `198.${18 + ((host >> 16) & 1)}.${(host >> 8) & 255}.${host & 255}`
    const prefix = `2001:db8:${(0x1000 + (index >> 7)).toString(16)}:${(((index & 127) + 1) << 8).toString(16)}::/56`
    const v6 = `2001:db8:${(0xf00 + (host >> 16)).toString(16)}:${(host & 0xffff).toString(16)}::10`
    return [{ ...lease, address: v4 }, { ...lease, address: v6 }, { ...lease, address: prefix }]
  })
}

function groupsOf(index: number, nowMs: number, startedMs: number): LiveGroup[] {
  const dice = new Dice(53, index)
  return Array.from({ length: dice.between(SALT.group, 1, 3) }, (_, nth) => ({
    multicast: `239.16.${dice.int(SALT.group + nth + 1, 20)}.${dice.between(SALT.group + nth + 11, 1, 250)}`,
    atMs: nowMs - dice.int(SALT.group + nth + 21, 120) * 1000,
    counter: Math.floor((nowMs - startedMs) / 1000) * 950 + dice.int(SALT.group + nth + 31, 1_000_000),
  }))
}

type CpeSight = {
  port: LivePort; macs: readonly LiveMac[]; leases: readonly LiveLease[]; startedMs: number; nowMs: number; forced: Forced | null
  linked: boolean; connected: boolean
}

function cpeStateOf(access: LabAccess, { port, macs, leases, startedMs, forced, linked, connected }: CpeSight): Live['cpe'] {
  const { index, condition } = access
  const kind = cpeOf(access)
  const { vendor, model, firmware, mac } = kind
  if (!connected || condition === 'silentCpe') return null
  const upSinceMs = startedMs - new Dice(59, index).between(SALT.up, 1, 90) * DAY_MS
  if (!linked) return { up: false, upSinceMs, vendor, model, firmware, mac, ports: [], macs: [], leases: [] }
  const base = { adminDown: false, loop: 'unlocked', freeSeating: false, resetMs: upSinceMs, wraps: port.wraps, changedMs: port.changedMs, peakMs: port.peakMs }
  const carriedBy = (at: number): Carried | null => forced?.carried?.get(String(at)) ?? null
  const wan: LivePort = {
    ...base, index: 0, description: 'WAN', name: 'WAN SFP', link: true, fullDuplex: port.fullDuplex, speedMbps: port.speedMbps,
    optics: opticsOf(access, 1, { dark: false }), input: port.output, output: clean(port.input), resetMs: port.resetMs,
    usual: { input: port.usual.output, output: clean(port.usual.input) }, carried: carriedBy(0),
  }
  const seats = macs.filter(({ serviceType }) => serviceType !== 'unknown')
  const free = new Dice(59, index).perMille(SALT.seats, 400)
  const lan = kind.lan.map((name, nth): LivePort => {
    const seat = seats[nth]
    const patch = forced?.cpePorts?.[nth + 1] ?? {}
    const link = patch.link ?? (seat !== undefined || (condition === 'loop' && nth === kind.lan.length - 1))
    const share = seat?.serviceType === 'bb' ? 1 : 0.2
    return {
      ...base, index: nth + 1, description: `LAN${nth + 1}`, name, link,
      fullDuplex: patch.fullDuplex ?? true,
      speedMbps: link ? (patch.speedMbps ?? (condition === 'slowLink' && nth === 0 ? 100 : seat?.serviceType === 'bb' || seat === undefined ? 1000 : 100)) : 0,
      loop: condition === 'loop' && link && nth > 0 ? kind.loopWord : 'unlocked',
      freeSeating: free,
      optics: null,
      input: link ? { ...shared(port.input, share), crcPpm: patch.crcPpm ?? 0, errorPpm: patch.crcPpm ?? 0 } : IDLE,
      output: link ? shared(port.output, share) : IDLE,
      usual: { input: clean(shared(port.usual.input, share)), output: shared(port.usual.output, share) },
      carried: carriedBy(nth + 1),
    }
  })
  const portOf = (serviceType: string): string => String(Math.min(Math.max(0, seats.findIndex((each) => each.serviceType === serviceType)) + 1, kind.lan.length))
  return {
    up: true, upSinceMs, vendor, model, firmware, mac, ports: [wan, ...lan],
    macs: macs.map((each) => ({ ...each, port: portOf(each.serviceType) })),
    leases: leases.filter(({ address }) => !address.includes(':')).map((each) => ({ ...each, port: portOf(each.serviceType) })),
  }
}

function shared(rate: Rate, share: number): Rate {
  return { ...rate, bytesPerSecond: rate.bytesPerSecond * share }
}

/** The same frames at their sender, where none is damaged. */
function clean(rate: Rate): Rate {
  return { ...rate, crcPpm: 0, errorPpm: 0 }
}
