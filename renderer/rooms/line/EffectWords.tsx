import type { LineView } from '../../../shared/contract/lines.ts'
import type { CheckKind } from '../../../shared/model/report.ts'
import { useText } from '../../text.tsx'

type EffectWordsProps = {
  view: LineView
  what: CheckKind | 'disconnect'
  circuitNid: string | null
  /** Nothing is left to interrupt: then the question is short. */
  isDown: boolean
}

/** What a disturbing action interrupts and for how long, on which line and to whom. */
export function EffectWords({ view, what, circuitNid, isDown }: EffectWordsProps) {
  const text = useText()
  const address = `${view.summary.street}, ${view.summary.place}`
  if (isDown)
    return (
      <>
        <p>{text('interrupts.nothing')}</p>
        {what === 'selt' && <p>{text('interrupts.selt.modem')}</p>}
        <p>
          <strong>{address}</strong> · <span className="mono">{circuitNid}</span>
        </p>
      </>
    )
  return (
    <>
      <p>
        {what === 'selt' || what === 'delt'
          ? text(`interrupts.${what}`)
          : text(what === 'disconnect' ? 'line.ask.disconnect.effect' : 'line.ask.effect')}
      </p>
      {what === 'selt' && <p>{text('interrupts.selt.modem')}</p>}
      <p>
        {text('line.ask.line')} <strong>{address}</strong>
        <br />
        {text('line.ask.circuit')} <span className="mono">{circuitNid}</span>
        <br />
        {text('line.ask.customer')}{' '}
        <strong>{view.endUser?.companyName ?? view.line.endUser?.name ?? text('line.ask.customer.unknown')}</strong>
      </p>
    </>
  )
}
