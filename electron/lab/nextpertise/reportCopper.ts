import { Dice } from '../random.ts'
import { DAY_MS } from '../clock.ts'
import { speedOf } from './connection.ts'
import { copperPort } from './ports.ts'
import { lastChangeMs } from './sessions.ts'
import type { LabLine } from './line.ts'

const SALT = { loop: 602, cut: 603, margin: 604, psd: 605, id: 606, change: 607, modem: 608 }
const MODEMS = [
  ['BDCM', 'AVM', 'FRITZ!Box 7590'],
  ['BDCM', 'DrayTek', 'Vigor 2862'],
  ['IFTN', 'ZyXEL', 'VMG8825'],
  ['BDCM', 'Arcadyan', 'Experia Box V10'],
]

/** Metres of cable from the DSLAM to the house; long for ADSL2+. */
export function loopLengthM(line: LabLine): number {
  const dice = new Dice(0, line.index)
  if (line.condition === 'longLine') return dice.between(SALT.loop, 3600, 4400)
  return line.technology.key === 'adsl2plus' ? dice.between(SALT.loop, 900, 2400) : dice.between(SALT.loop, 120, 620)
}

const PAIRS: Readonly<Record<string, number>> = { bonded: 2 }

/** What is wrong with one pair: of a bonded line it may be one of them alone. */
function conditionOfPair({ traits, condition }: LabLine, pair: number): string {
  return traits?.badPair === undefined || traits.badPair === pair ? condition : 'healthy'
}

/** `selt_details` of a copper line, one entry per pair (section get_report, KPNWBA). */
export function seltDetails(line: LabLine): Record<string, unknown>[] {
  return Array.from({ length: PAIRS[line.technology.key] ?? 1 }, (_, pair) => ({
    dslam_port: copperPort(line, pair),
    details: seltOf(line, pair),
  }))
}

function seltOf(line: LabLine, pair: number): Record<string, unknown> {
  const dice = new Dice(0, line.index)
  const loopM = loopLengthM(line)
  const cutM = Math.round(loopM * (0.3 + dice.int(SALT.cut, 30) / 100))
  const id = 19_500_000 + dice.int(SALT.id, 400_000)
  const result = (
    lengthM: number,
    termination: string,
    problem: string,
    domain: string,
    advice: string,
  ): Record<string, unknown> => ({
    advice_code: 3,
    advice_text: 'Ok',
    code: 10,
    exit_value: 10,
    inspection_id: id,
    log: `InspectionID: ${id}\nMeting van: ${copperPort(line, pair)} \n----------------------------- \nFault domain ${advice}`,
    problem_length: lengthM,
    detected_problem: problem,
    domain,
    termination_type: termination,
    attenuation: Math.fround(lengthM * 0.0144),
  })
  switch (conditionOfPair(line, pair)) {
    case 'modemOff':
      return result(loopM, 'OPEN', 'CPE_STATE-OFF_OR_NOT_CONNECTED', 'CPE', 'End User\n(no modem detected)')
    case 'cableCut':
      return result(cutM, 'OPEN', 'CPE_STATE-OFF_OR_NOT_CONNECTED', 'CPE', 'Network\n(open circuit)')
    case 'cableShort':
      return result(cutM, 'SHORT', 'TERMINATION-SHORT', 'NETWORK', 'Network\n(short circuit)')
    case 'bridgedTap':
      return result(loopM, 'POWERED_CPE', 'TOPOLOGY-BRIDGED_TAP', 'CPE', 'End User\n(bridged tap)')
    default:
      return result(loopM, 'POWERED_CPE', 'NO_PROBLEM_DETECTED', 'NONE', 'None')
  }
}

type Direction = {
  contract: number
  attainable: number
  actual: number
  marginDb: number
  attenuationDb: number
  powerDbm: number
}

function direction(line: LabLine, condition: string, contract: number, salt: number, betterDb: number): Direction {
  const dice = new Dice(0, line.index)
  const attenuationDb = loopLengthM(line) * (line.technology.key === 'adsl2plus' || line.condition === 'longLine' ? 0.0138 : 0.02)
  const factor = 1.3 + dice.int(SALT.margin + salt, 60) / 100
  const healthy: Direction = {
    contract,
    attainable: Math.round(contract * factor),
    actual: contract,
    marginDb: 7 + dice.int(SALT.margin + salt + 10, 60) / 10 + betterDb,
    attenuationDb,
    powerDbm: 8 + dice.int(SALT.psd + salt, 50) / 10,
  }
  switch (condition) {
    case 'lowMargin':
      return { ...healthy, marginDb: dice.int(SALT.margin + salt, 28) / 10 - 0.5 + betterDb, attainable: contract }
    case 'littleMargin':
    case 'bridgedTap':
      return { ...healthy, marginDb: 3.2 + dice.int(SALT.margin + salt, 25) / 10 + betterDb }
    case 'longLine':
      return { ...healthy, attainable: Math.round(contract * 0.95), actual: Math.round(contract * 0.9) }
    case 'cappedProfile':
      return { ...healthy, actual: Math.round(contract * 0.5), marginDb: 16.5 }
    case 'cannotCarry':
      return { ...healthy, attainable: Math.round(contract * 0.7), actual: Math.round(contract * 0.65), marginDb: 6.3 }
    case 'atLimit':
      return { ...healthy, attainable: Math.round(contract * 1.02), marginDb: 5.4 }
    case 'vectoringFallback':
      return { ...healthy, actual: Math.round(contract * 0.82), attainable: Math.round(contract * 1.01) }
    default:
      return healthy
  }
}

/** `delt_details` of a copper line, one entry per pair; null where the modem is silent or nothing could be read. */
export function deltDetails(line: LabLine, nowMs: number, betterDb = 0): Record<string, unknown>[] {
  return Array.from({ length: PAIRS[line.technology.key] ?? 1 }, (_, pair) => ({
    dslam_port: copperPort(line, pair),
    details: deltOf(line, pair, nowMs, betterDb),
  }))
}

function deltOf(line: LabLine, pair: number, nowMs: number, betterDb: number): Record<string, unknown> {
  const condition = conditionOfPair(line, pair)
  const dice = new Dice(0, line.index)
  const speed = speedOf(line)
  const silent = ['modemOff', 'cableCut', 'cableShort', 'modemNoSync'].includes(condition)
  const unread = silent || condition === 'deltEmpty'
  const pairs = PAIRS[line.technology.key] ?? 1
  const down = direction(line, condition, Math.round(speed.download / pairs), 1, betterDb)
  const up = direction(line, condition, Math.round(speed.upload / pairs), 2, betterDb)
  const [vendor = null, system = null, model = null] = dice.pick(SALT.modem, MODEMS)
  const vdsl = line.technology.key !== 'adsl2plus' && line.condition !== 'longLine'
  const fallback = condition === 'vectoringFallback'
  const sinceMs = lastChangeMs(line, nowMs, dice.between(SALT.change, 2, 40) * DAY_MS)
  const profile = `VVDSL_${up.contract}_I8-2_${Math.round(down.contract / 1000)}M_I16-4_SRA`
  return {
    measurement: {
      cpe: {
        cpe_type: unread ? 'Unknown' : vdsl && !fallback ? 'Vectoring' : 'Legacy',
        modem_vendor_id: unread ? null : vendor,
        system_vendor_id: unread ? null : system,
        system_vendor_model: unread ? null : model,
      },
      downstream: measured('down', unread ? null : down, down.contract),
      unit: {
        actual_bitrate_unit: 'kb/s',
        actual_psd_unit: 'dBm/Hz',
        atm_traffic_rate_unit: 'octets',
        attainable_bitrate_unit: 'kb/s',
        attenuation_unit: 'dB',
        loop_attenuation_unit: 'dB',
        noise_margin_unit: 'dB',
        power_unit: 'dBm',
        relative_capacity_unit: '%',
      },
      upstream: measured('up', unread ? null : up, up.contract),
    },
    meta: { advice_code: 3, advice_text: 'Ok', inspection_id: 19_500_000 + dice.int(SALT.id, 400_000) },
    dslam_port_info: {
      rtx: {
        rtx_downstream_delay: unread ? null : 8,
        rtx_downstream_mode: unread ? null : 'inUse',
        rtx_fallback_profile: 'RTX_1M_20M_D-18_P8-1_S-1_pol',
        rtx_profile: 'RTX_3080_32M_D-18_P8-1_S-1',
        rtx_upstream_delay: unread ? null : 8,
        rtx_upstream_mode: unread ? null : 'inUse',
      },
      vectoring: {
        supported_vectoring_types: unread ? ',' : 'full',
        vectored_downstream_mode: unread || fallback ? null : 'fullVectoring',
        vectored_upstream_mode: unread || fallback ? null : 'fullVectoring',
        vectoring_fallback: fallback ? 'vect.fallback.profile.active' : 'vect.fallback.profile.not.active',
        vectoring_profile: 'VVDSL_FULL_2208-17764',
        vectoring_status: 'Enabled both US and DS',
        vectoring_type: silent || fallback ? 'vect.cpe.type.legacy.cpe' : unread ? null : 'vect.cpe.type.vector.cpe',
      },
      connection_status: silent ? 'Unknown' : 'Connected',
      dsl_type: vdsl
        ? 'non.shdsl.opermode vdsl2.g9932.profile.17a, line.type.pots,g.inp,sra,vectored'
        : 'non.shdsl.opermode adsl2plus.g9925.annexA',
      line_id: copperPort(line, pair),
      line_card_type: 'NDLT-G',
      line_quality: null,
      output_power: null,
      user_label: line.serviceId ?? '',
      virtual_profile: `VIRT_${profile}`,
      classification_history_urls: null,
      estimated_delt_distance: unread ? 0 : loopLengthM(line),
      last_status_change: sinceMs,
      line_length: 0,
      line_up: silent ? 'false' : 'true',
      re_sync_supported: 'true',
      selt_supported: 'true',
      service_profile_name: profile,
      service_stability: silent ? 'UNKNOWN' : condition === 'unstable' ? 'UNSTABLE' : 'STABLE',
      service_template_name: 'vectoring_VDSL_32M',
      spectrum_profile_name: vdsl ? 'VVDSL_998-M2x_P_SRA_17A_DVN_UP1' : 'ADSL2P_ANNEX_A',
    },
    problem: problemOf(condition, silent),
  }
}

/** One decimal, as the system rounds. */
function one(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value * 10) / 10
}

function measured(way: 'down' | 'up', values: Direction | null, contract: number): Record<string, unknown> {
  return {
    [`atm_traffic_rate_${way}`]: null,
    [`attenuation_${way}`]: one(values?.attenuationDb),
    [`contract_${way}`]: contract,
    [`actual_bitrate_${way}`]: values?.actual ?? null,
    [`actual_psd_${way}`]: values ? -50.5 : null,
    [`attainable_bitrate_${way}`]: values?.attainable ?? null,
    [`loop_attenuation_${way}`]: one(values === null ? undefined : values.attenuationDb + 0.4),
    [`noise_margin_${way}`]: one(values?.marginDb),
    [`power_${way}`]: one(values?.powerDbm),
    [`relative_capacity_${way}`]: values ? Math.round((values.actual / values.attainable) * 100) : null,
  }
}

function problemOf(condition: string, silent: boolean): Record<string, unknown> {
  const description = silent
    ? 'CONNECTION_STATUS-CPE_SILENT-parameter.far.end.line.failure-NOATUR'
    : condition === 'bridgedTap'
      ? 'TOPOLOGY-BRIDGED_TAP'
      : condition === 'unstable'
        ? 'STABILITY-UNSTABLE'
        : null
  return {
    problem_confidence: description === null ? 0 : silent ? 100 : 80,
    problem_description: description,
    problem_impact: silent ? 'no.connectivity.impact' : null,
    problem_location: description === null ? null : 'xDSL',
  }
}
