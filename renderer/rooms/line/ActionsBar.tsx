import { Button, NativeSelect } from '@mantine/core'
import { IconPlugConnectedX, IconStethoscope, IconTicket } from '@tabler/icons-react'
import { useState } from 'react'
import type { LineView } from '../../../shared/contract/lines.ts'
import type { CheckKind } from '../../../shared/model/report.ts'
import { ticketFormOf } from '../../../shared/model/ticketFields.ts'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { useNow } from '../../parts/useNow.ts'
import { useText } from '../../text.tsx'
import { CheckProgress } from './CheckProgress.tsx'
import { checkKinds, disturbing } from './checkOffers.ts'
import type { Offers } from './checkOffers.ts'
import { EffectWords } from './EffectWords.tsx'
import { isDownAlready } from './interrupts.ts'
import { useLine } from './lineStoreContext.tsx'
import { RunningVisit, StartVisit } from './visit/VisitToggle.tsx'
import { WatchToggle } from './watch/WatchToggle.tsx'
import { checkName } from './words.ts'
import styles from './ActionsBar.module.css'

type ActionsBarProps = {
  view: LineView
  offers: Offers
  /** A disturbing check that something else on the screen asked for. */
  asked: CheckKind | 'disconnect' | null
  onAsk: (what: CheckKind | 'disconnect' | null) => void
  onRun: (kinds: CheckKind[]) => void
  onCreateTicket: () => void
}

/** Everything that can be done to the line, in reach while the page scrolls. */
export function ActionsBar({ view, offers, asked, onAsk, onRun, onCreateTicket }: ActionsBarProps) {
  const text = useText()
  const circuitNid = useLine(state => state.circuitNid)
  const chooseCircuit = useLine(state => state.chooseCircuit)
  const forceDisconnect = useLine(state => state.forceDisconnect)
  const disconnecting = useLine(state => state.disconnect?.running === true)
  const [proposing, setProposing] = useState(false)
  const nowMs = useNow()
  const isDown = asked !== null && asked !== 'disconnect' && isDownAlready(view, circuitNid, nowMs)
  const circuits = view.line.circuits.filter(circuit => circuit.nid !== null)
  const buttons = checkKinds.filter(kind => offers.offered?.includes(kind) === true)
  const hasLineTests = view.line.access === null && view.line.service === null && view.line.request === null
  const canDisconnect = view.offers.length === 0 ? hasLineTests : view.offers.includes('forceDisconnect')
  const lineCheckReady =
    offers.blockedBy === null && offers.together.concat(offers.proposed ?? []).some(kind => offers.startable.includes(kind))

  const lineCheck = (): void => {
    const kinds = offers.together.filter(kind => offers.startable.includes(kind))
    if (kinds.length > 0) onRun(kinds)
    if (offers.proposed !== null && offers.startable.includes(offers.proposed)) {
      setProposing(true)
      onAsk(offers.proposed)
    }
  }
  const leaveDialog = (): void => {
    setProposing(false)
    onAsk(null)
  }

  return (
    <div className={styles.bar} role="group" aria-label={text('line.actions.title')}>
      <div className={styles.buttons}>
        {offers.blockedBy !== 'noTests' && <Button px="sm" leftSection={<IconStethoscope size={18} aria-hidden />} disabled={!lineCheckReady} onClick={lineCheck}>
          {text(hasLineTests ? 'line.actions.lineCheck' : 'line.actions.checkNow')}
        </Button>}
        {buttons.map(kind => (
          <Button
            key={kind}
            px="sm"
            variant="default"
            disabled={!offers.startable.includes(kind)}
            onClick={() => (disturbing.has(kind) ? onAsk(kind) : onRun([kind]))}
          >
            {checkName(text, kind)}
          </Button>
        ))}
        <div className={styles.apart}>
          <StartVisit lineId={view.line.id} />
          <WatchToggle lineId={view.line.id} offline={offers.blockedBy === 'offline' || offers.blockedBy === 'refused'} />
          {canDisconnect && <Button
            px="sm"
            variant="default"
            leftSection={<IconPlugConnectedX size={18} aria-hidden />}
            disabled={offers.blockedBy !== null || disconnecting}
            onClick={() => onAsk('disconnect')}
          >
            {text('line.actions.forceDisconnect')}
          </Button>}
          {ticketFormOf(view.line.system) !== null && (
            <Button px="sm" variant="default" leftSection={<IconTicket size={18} aria-hidden />} onClick={onCreateTicket}>
              {text('line.actions.createTicket')}
            </Button>
          )}
        </div>
      </div>
      <div className={styles.second}>
        <RunningVisit lineId={view.line.id} />
        {circuits.length > 1 && (
          <NativeSelect
            aria-label={text('line.actions.circuit')}
            className={styles.circuit ?? ''}
            value={circuitNid ?? ''}
            onChange={event => chooseCircuit(event.currentTarget.value)}
            data={circuits.map(circuit => ({
              value: circuit.nid ?? '',
              label: [circuit.nid, circuit.product?.name, circuit.vlan === null ? null : `VLAN ${circuit.vlan}`]
                .filter(Boolean)
                .join(' · '),
            }))}
          />
        )}
        <CheckProgress view={view} offers={offers} />
      </div>
      {asked !== null && (
        <ConfirmDialog
          title={
            asked === 'disconnect'
              ? text('line.actions.forceDisconnect')
              : text('line.ask.title', { check: checkName(text, asked) })
          }
          confirmLabel={
            asked === 'disconnect' ? text('line.ask.disconnect') : text('line.ask.start', { check: checkName(text, asked) })
          }
          cancelLabel={
            proposing
              ? text('line.ask.without', { check: asked === 'disconnect' ? '' : checkName(text, asked) })
              : text(isDown ? 'interrupts.notNow' : 'line.ask.leave')
          }
          onCancel={leaveDialog}
          onConfirm={() => {
            leaveDialog()
            if (asked !== 'disconnect') onRun([asked])
            else if (circuitNid !== null) void forceDisconnect(circuitNid)
          }}
        >
          <EffectWords view={view} what={asked} circuitNid={circuitNid} isDown={isDown} />
        </ConfirmDialog>
      )}
    </div>
  )
}
