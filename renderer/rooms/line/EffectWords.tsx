import type { LineView } from '../../../shared/contract/lines.ts'
import type { CheckKind } from '../../../shared/model/report.ts'
import { useText } from '../../text.tsx'
import { say } from './words.ts'

/** What a disturbing action does, on which line and to whom. */
export function EffectWords({
  view,
  what,
  circuitNid,
}: {
  view: LineView
  what: CheckKind | 'disconnect'
  circuitNid: string | null
}) {
  const text = useText()
  const effect =
    what === 'disconnect' ? text('line.ask.disconnect.effect') : say(text, `check.${what}.effect`, text('line.ask.effect'))
  return (
    <>
      <p>{effect}</p>
      <p>
        {text('line.ask.line')}{' '}
        <strong>
          {view.summary.street}, {view.summary.place}
        </strong>
        <br />
        {text('line.ask.circuit')} <span className="mono">{circuitNid}</span>
        <br />
        {text('line.ask.customer')}{' '}
        <strong>{view.endUser?.companyName ?? view.line.endUser?.name ?? text('line.ask.customer.unknown')}</strong>
      </p>
    </>
  )
}
