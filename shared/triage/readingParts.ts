import type { Measurement, Place, Report, ReportKind, StateReading } from '../model/report.ts'
import type { PathPartName, Verdict } from '../model/verdict.ts'
import { reportMs } from './evidence.ts'

const partOfPlace: Record<Place, PathPartName> = {
  operatorModule: 'accessNode',
  olt: 'accessNode',
  dslam: 'accessNode',
  outlet: 'line',
  ont: 'terminal',
  modem: 'terminal',
  ontLanPort: 'router',
  accessSwitch: 'accessNode',
  accessPort: 'accessNode',
  cpe: 'terminal',
  cpePort: 'router',
  radius: 'network',
  system: 'network',
}

/** What is received at one end, or lost on the way, tells of the line between the ends. */
const tellsOfLine =
  /^(rxPower|loop|signalAttenuation|lineAttenuation|problemLength|deltDistance|termination|noiseMargin|attainable|signalStatus)/

/** The parts of the path that a reading tells of. */
export function partsOfReading(reading: Pick<Measurement | StateReading, 'key' | 'place'>): PathPartName[] {
  const own = partOfPlace[reading.place]
  return tellsOfLine.test(reading.key) && own !== 'line' ? [own, 'line'] : [own]
}

/** The newest report of each kind, newest first; one that nothing could be read from is of the kind that was asked for. */
export function newestReports(reports: readonly Report[]): Report[] {
  const seen = new Set<ReportKind>()
  return reports
    .toSorted((a, b) => reportMs(b) - reportMs(a))
    .filter(({ kind, requestedKind }) => {
      const told = kind === 'unknown' ? (requestedKind ?? kind) : kind
      if (seen.has(told)) return false
      seen.add(told)
      return true
    })
}

/** The report of the same kind and target before this one, to compare with. */
export function reportBefore(report: Report, reports: readonly Report[]): Report | null {
  return (
    reports
      .toSorted((a, b) => reportMs(b) - reportMs(a))
      .find(each => each.kind === report.kind && each.target.nid === report.target.nid && reportMs(each) < reportMs(report)) ??
    null
  )
}

/** A report cut down to what tells of one part, either by where it was measured or because a finding there rests on it. */
export function readingsOfPart(part: PathPartName, report: Report, verdict: Verdict): Pick<Report, 'measurements' | 'states'> {
  const cited = new Set(
    verdict.findings.filter(finding => finding.part === part).flatMap(finding => finding.readings.map(ref => ref.key)),
  )
  const belongs = (reading: Measurement | StateReading): boolean =>
    partsOfReading(reading).includes(part) || cited.has(reading.key)
  return { measurements: report.measurements.filter(belongs), states: report.states.filter(belongs) }
}
