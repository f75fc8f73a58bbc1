import { describe, expect, it } from 'vitest'
import type { ReportContent } from './content.ts'
import { readReport } from './readReport.ts'
import { unitFactor, unitWordOf } from './units.ts'

const read = (report: object, dataTechnology: string | null = null): ReportContent =>
  readReport({ result: { report: { status: 'complete', provider: 'KPNWBA', ...report } } }, { requestedKind: null, provider: null, dataTechnology })
const fibre = (details: object) => read({ fiber_check_details: { sfp_signal_status: 'no-los', ...details } })
const measured = (content: ReportContent, key: string, instance = '') =>
  content.measurements.find(each => each.key === key && each.instance === instance)
const stated = (content: ReportContent, key: string, instance = '') =>
  content.states.find(each => each.key === key && each.instance === instance)

const pair = (down: object, port: object = {}) => ({
  dslam_port: 'AL-AFQ-DSLA-1.R1.S1.LT1.6', details: { measurement: { downstream: down }, dslam_port_info: { line_up: 'true', ...port } },
})
const vdsl = { dsl_type: 'vdsl2.g9932.profile.17a' }

describe('bonded lines', () => {
  it('have every pair, numbered where there are several', () => {
    const content = read({ delt_details: [pair({ noise_margin_down: 9 }, vdsl), pair({ noise_margin_down: 2 }, { ...vdsl, line_up: 'false' })] })
    expect(content.measurements.map(({ key, instance, value, grade }) => [key, instance, value, grade]))
      .toEqual([['noiseMarginDownDb', '1', 9, 'ok'], ['noiseMarginDownDb', '2', 2, 'fault']])
    expect([stated(content, 'lineStatus', '1')?.value, stated(content, 'lineStatus', '2')?.value]).toEqual(['up', 'down'])
    expect(read({ delt_details: [pair({ noise_margin_down: 9 })] }).measurements[0]?.instance).toBe('')
  })
  it('have the latest change of state, and each remark once', () => {
    const meta = { meta: { advice_text: 'Ok' } }
    const changed = (ms: number) => ({ details: { ...pair({}).details, ...meta, dslam_port_info: { last_status_change: ms } } })
    const content = read({ delt_details: [changed(1686042326845), changed(1686142326845)] })
    expect(content.lastStatusChange?.utc).toBe('2023-06-07T12:52:06.845Z')
    expect(content.remarks).toEqual([{ key: 'advice', text: 'Ok' }])
  })
  it('are read up to 64 pairs and no further', () => {
    expect(read({ selt_details: Array.from({ length: 5000 }, () => ({ details: { problem_length: 400 } })) }).measurements.filter(({ key }) => key === 'problemLengthM'))
      .toHaveLength(64)
  })
})

describe('a SELT', () => {
  const selt = (details: object) => read({ selt_details: [{ details: { termination_type: 'OPEN', ...details } }] })
  it('knows the ends of G.996.2 in any spelling', () => {
    const ends = ['OPEN', 'Short', 'POWERED_ON_CPE', 'powered-on CPE', 'Unknown', 'CLOSED', 'strange']
    expect(ends.map(each => stated(selt({ termination_type: each }), 'termination')?.value))
      .toEqual(['open', 'short', 'poweredCpe', 'poweredCpe', 'unknown', 'closed', 'strange'])
  })
  it('names a bridged tap by its words or by its segments', () => {
    for (const topology of ['BRIDGED_TAP', 'Bridge tap at 30 m', 'bridgedTap']) {
      expect(stated(selt({ topology }), 'topology')).toMatchObject({ value: 'bridgedTap', raw: topology, level: 'warn' })
    }
    const content = selt({ segments: [{ type: 'in series', length: 450 }, { type: 'BRIDGED-TAP', length: '30 m' }] })
    expect(stated(content, 'topology')).toMatchObject({ value: 'bridgedTap', raw: 'in series, BRIDGED-TAP' })
    expect([stated(content, 'segment', '1')?.value, stated(content, 'segment', '2')?.value]).toEqual(['inSeries', 'bridgedTap'])
    expect([measured(content, 'segmentLengthM', '1')?.value, measured(content, 'segmentLengthM', '2')?.value]).toEqual([450, 30])
    expect(stated(selt({ topology: 'straight' }), 'topology')).toMatchObject({ value: 'straight', level: null })
  })
  it('takes length 0 and sentinels as none', () => {
    for (const length of [0, '0', 2147483647, 65535, 32768]) expect(measured(selt({ problem_length: length }), 'problemLengthM')).toMatchObject({ value: null, conversion: 'sentinel' })
  })
})

describe('limits of a DELT', () => {
  const delt = (dslType: string | null) => read({ delt_details: [pair({ noise_margin_down: 2, attenuation_down: 65, relative_capacity_down: 99 }, { dsl_type: dslType })] })
  const grades = (dslType: string | null) => delt(dslType).measurements.map(({ grade }) => grade)
  it('judge attenuation on ADSL alone, and nothing on G.fast', () => {
    expect(grades('adsl2plus.g9925')).toEqual(['fault', 'fault', 'warn'])
    expect(grades('vdsl2.g9932.profile.17a')).toEqual(['fault', 'none', 'warn'])
    expect(grades('vdsl2 with adsl2 fallback')).toEqual(['fault', 'none', 'warn'])
    expect(grades(null)).toEqual(['fault', 'none', 'warn'])
    for (const type of ['G.fast', 'gfast.g9701', 'g.fast.profile.106a']) expect(grades(type)).toEqual(['none', 'none', 'none'])
  })
  it('read the report\'s own units', () => {
    const unit = { actual_bitrate_unit: 'Mb/s', noise_margin_unit: 'furlong' }
    const content = read({ delt_details: [{ details: { measurement: { unit, downstream: { actual_bitrate_down: 50, noise_margin_down: 9 } } } }] })
    expect(measured(content, 'actualRateDownKbps')).toMatchObject({ value: 50_000, unit: 'kbit/s', conversion: 'scaled' })
    expect(measured(content, 'noiseMarginDownDb')).toMatchObject({ value: 9, unit: '', conversion: 'implausible', band: null })
  })
  it('know the special values of RFC 5650, and an empty list of vectoring', () => {
    const content = read({ delt_details: [pair({ noise_margin_down: 2147483646, actual_bitrate_down: 65535 }, { vectoring: { supported_vectoring_types: ',' } })] })
    expect(measured(content, 'noiseMarginDownDb')).toMatchObject({ value: null, conversion: 'sentinel' })
    expect(measured(content, 'actualRateDownKbps')).toMatchObject({ value: 65535, conversion: 'none' })
    expect(stated(content, 'vectoringTypesSupported')).toMatchObject({ value: null, raw: ',' })
  })
})

describe('limits of a fibre check', () => {
  const power = { attenuation_receiving_dbm: -6.04 }
  it('that are upside down, equal or no powers are not used, and that is said', () => {
    for (const [lower, upper, value] of [[-5, -16, 'inverted'], [-5, -5, 'inverted'], [32768, -5, 'implausible'], ['-16 W', -5, 'implausible']] as const) {
      const content = fibre({ ...power, rx_lower_bound_norm: lower, rx_upper_bound_norm: upper })
      expect(stated(content, 'reportLimits', 'rx')).toMatchObject({ value, raw: `${lower} .. ${upper}`, level: 'note' })
      expect(measured(content, 'rxPowerAtOperatorModuleDbm')?.band?.source).toEqual({ kind: 'standard', reference: 'ieee802.3-59' })
    }
    expect(stated(fibre({ ...power, rx_lower_bound_norm: null, rx_upper_bound_norm: 'null' }), 'reportLimits', 'rx')).toBeUndefined()
  })
  it('may be one alone, and come as text', () => {
    expect(measured(fibre({ ...power, rx_lower_bound_norm: '-16 dBm' }), 'rxPowerAtOperatorModuleDbm')).toMatchObject({ band: { lower: -16, upper: null }, grade: 'ok' })
  })
  it('of the standard are for gigabit point to point alone', () => {
    const band = (part: object) => measured(fibre({ ...power, ...part }), 'rxPowerAtOperatorModuleDbm')?.band ?? null
    for (const part of [{}, { interface_speed: '1 Gbit/s' }, { technology_type: 'GoF', interface_speed: 1e9 }]) expect(band(part)).not.toBeNull()
    for (const part of [{ interface_speed: 100_000_000 }, { interface_speed: '10 Gb/s' }, { technology_type: 'XGS-PON' }, { interface_speed: 'fast' }]) expect(band(part)).toBeNull()
  })
})

describe('units', () => {
  it('are taken as written, and another quantity is no value', () => {
    expect(measured(fibre({ tx_bias_current: '9410 uA' }), 'txBiasMa')).toMatchObject({ value: 9.41, unit: 'mA', conversion: 'scaled', raw: '9410 uA' })
    expect(measured(fibre({ supply_voltage: '3260 mV' }), 'supplyVoltageV')).toMatchObject({ value: 3.26, grade: 'ok' })
    for (const value of ['0.25 mW', '0x1F', '129 degrees Fahrenheit']) {
      const content = fibre({ attenuation_receiving_dbm: value, temperature: value })
      for (const key of ['rxPowerAtOperatorModuleDbm', 'moduleTemperatureC']) expect(measured(content, key)).toMatchObject({ unit: '', conversion: 'implausible', band: null, raw: value })
    }
    for (const value of ['0 uW', '0.00 mW', 'No-Power', '-Inf', 'NaN']) expect(measured(fibre({ attenuation_receiving_dbm: value }), 'rxPowerAtOperatorModuleDbm')).toMatchObject({ value: null, conversion: 'sentinel' })
    expect([unitFactor(' Mbit/s', 'kbit/s'), unitFactor(null, 'm'), unitFactor('µA', 'mA'), unitFactor('dBm/Hz', 'dBm'), unitFactor('(low)', 'V')]).toEqual([1000, 1, 0.001, null, 1])
    expect([unitWordOf('-6,04 dBm'), unitWordOf('12'), unitWordOf(12)]).toEqual(['dBm', null, null])
  })
})

describe('other systems', () => {
  it('keep raw steps of unknown unit, and their states', () => {
    for (const provider of ['EUROFIBER', null]) {
      const content = read({ provider, ont_check_details: { adminStatus: 'UNLOCKED', operationState: 'UP', extraAttributes: { 'op-signal-level': '-4915', temperature: 32768 } } })
      expect(content.measurements).toMatchObject([
        { value: -4915, unit: '', conversion: 'implausible', band: null, grade: 'none' }, { value: null, conversion: 'sentinel' },
      ])
      expect(stated(content, 'ontOperational')?.value).toBe('up')
    }
  })
  it('with a report of an unknown kind are kept without a judged number', () => {
    for (const details of [{ spectrum: [1, 2, 3], noise: -140 }, [{ value: 7 }], 'text', 7]) {
      expect(read({ melt_details: details })).toMatchObject({ kind: 'unknown', measurements: [], states: [] })
    }
  })
  it('may answer without an envelope, or with one more', () => {
    const details = { attenuation_receiving_dbm: -6, sfp_signal_status: 'no-los' }
    expect(read(details).kind).toBe('fibreCheck')
    expect(read({ report: { report: { fiber_check_details: details } } }).kind).toBe('fibreCheck')
  })
  it('name the ports of an ONT LAN check with several', () => {
    const port = (word: string) => ({ ONTLANOperationalstatus: word, ONTLANLaststatuschange: '2023-08-16T19:57:14Z' })
    const content = read({ ont_lan_check_details: { result_code: 'OK', exit_code: '0', results: [port('up'), { ...port('down'), ONTLANPort: 'eth2' }] } })
    expect([stated(content, 'ontLanOperational', '1')?.value, stated(content, 'ontLanOperational', 'eth2')?.value]).toEqual(['up', 'down'])
  })
  it('tell errors in any shape', () => {
    const errorOf = (details: unknown) => readReport({ report: { status: 'error', error_details: details } }, { requestedKind: 'delt', provider: null, dataTechnology: null }).errorText
    expect([errorOf('Line busy'), errorOf({ code: 12, message: 'Line busy' }), errorOf({ description: 'Busy' }), errorOf(['a', { text: 'b' }]), errorOf({ x: 1 }), errorOf(null), errorOf({}), errorOf(3)])
      .toEqual(['Line busy', 'Line busy (12)', 'Busy', 'a; b', '{"x":1}', 'error', 'error', '3'])
  })
  it('say that they are finished in words of their own, and anything else is no result', () => {
    const statusOf = (status: unknown) => readReport({ report: { status, fiber_check_details: { sfp_signal_status: 'los' } } }, { requestedKind: null, provider: null, dataTechnology: null }).status
    expect(['complete', 'COMPLETED', 'Finished', 'aborted', 'running', 7, true].map(each => statusOf(each)))
      .toEqual(['complete', 'complete', 'complete', 'error', 'error', 'error', 'error'])
  })
})
