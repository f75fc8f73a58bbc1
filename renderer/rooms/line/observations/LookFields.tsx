import type { LineView } from '../../../../shared/contract/lines.ts'
import { TestPoint } from '../../../../shared/model/report.ts'
import type { Look } from '../../../../shared/model/verdict.ts'
import type { Text } from '../../../../shared/text/text.ts'
import { useText } from '../../../text.tsx'
import { useLine } from '../lineStoreContext.tsx'
import { Choice } from './Choice.tsx'
import { lightAtOutlet, loopLength, NumberBox, speedDown, speedUp } from './NumberBox.tsx'
import { TextBox } from './TextBox.tsx'

/** Length of the copper at the address, as the address check names it; null where it names none, or several. */
export function knownLoopLength(addressCheck: LineView['addressCheck']): number | null {
  const lengths = new Set((addressCheck?.carriers ?? []).flatMap(({ kind, cableLengthM }) =>
    kind === 'copper' && cableLengthM !== null && cableLengthM > 0 ? [cableLengthM] : []))
  return lengths.size === 1 ? ([...lengths][0] ?? null) : null
}

const loopHint = (text: Text, addressCheck: LineView['addressCheck']): string | undefined => {
  const lengthM = knownLoopLength(addressCheck)
  return lengthM === null ? undefined : text('observed.loopLength.known', { lengthM })
}

/** The fields of one thing to look at or measure; the same in the verdict and among the observations. */
export function LookFields({ look, view }: { look: Look; view: Pick<LineView, 'addressCheck'> }) {
  const text = useText()
  const observations = useLine(state => state.observations)
  const observe = useLine(state => state.observe)
  if (observations === null) return null
  switch (look) {
    case 'modemPowered': return (
      <Choice
        label={text('line.observed.modemPowered')}
        value={observations.modemPowered}
        options={[{ value: 'yes', label: text('line.yes') }, { value: 'no', label: text('line.no') }]}
        onChoose={modemPowered => observe({ modemPowered })}
      />
    )
    case 'testPoint': return (
      <Choice
        label={text('observed.testPoint')}
        help={text('observed.testPoint.help')}
        value={observations.testPoint}
        options={TestPoint.options.map(value => ({ value, label: text(`observed.testPoint.${value}`) }))}
        onChoose={testPoint => observe({ testPoint })}
      />
    )
    case 'lightAtOutlet': return (
      <>
        <Choice
          label={text('line.observed.light')}
          value={observations.lightAtOutlet}
          options={[
            { value: 'present', label: text('line.observed.lightPresent') },
            { value: 'none', label: text('line.observed.lightNone') },
          ]}
          onChoose={value => observe({ lightAtOutlet: value })}
        />
        <NumberBox spec={lightAtOutlet} observations={observations} />
      </>
    )
    case 'serialOnLabel': return (
      <TextBox field="serialOnLabel" label="line.observed.serial" observations={observations} max={40} />
    )
    case 'loopLength': return (
      <NumberBox spec={loopLength} observations={observations} description={loopHint(text, view.addressCheck)} />
    )
    case 'pcAddress': return <TextBox field="pcAddress" label="line.observed.pcAddress" observations={observations} max={60} />
    case 'speedTest': return (
      <>
        <NumberBox spec={speedDown} observations={observations} />
        <NumberBox spec={speedUp} observations={observations} />
      </>
    )
  }
}
