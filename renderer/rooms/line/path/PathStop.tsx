import { Button } from '@mantine/core'
import type { CheckKind } from '../../../../shared/model/report.ts'
import type { PathPart, PathPartName } from '../../../../shared/model/verdict.ts'
import type { Text } from '../../../../shared/text/text.ts'
import { Age } from '../../../parts/Age.tsx'
import { LevelMark } from '../../../parts/LevelMark.tsx'
import { useText } from '../../../text.tsx'
import { checkName, plainWords, say, unbroken } from '../words.ts'
import { PartIcon } from './pathIcons.tsx'
import type { Rail } from '../../../../shared/triage/rails.ts'
import styles from './Path.module.css'

type PathStopProps = {
  part: PathPart
  rails: { readonly into: Rail; readonly out: Rail }
  /** When the reading was known. */
  at: string | null
  /** The part with the fault because of which this one looks dead. */
  hiddenBy: PathPartName | null
  /** The verdict points here. */
  pointed: boolean
  open: boolean
  panelId: string
  canRun: boolean
  onToggle: () => void
  onRun: (kind: CheckKind) => void
}

/** The cable between the operator's node and the house, cut in two where the fault is on it. */
function Cable({ kind }: { kind: string }) {
  return (
    <span className={styles.cable} data-kind={kind} aria-hidden>
      <span className={styles.half} />
      <span className={styles.half} />
    </span>
  )
}

/** Why a part beyond a fault looks dead. */
export const hiddenWords = (text: Text, by: PathPartName | null): string =>
  by === null ? text('line.path.hidden') : text('line.path.hiddenBy', { part: say(text, `path.part.${by}`, plainWords(by)) })

/** One part of the path: what it is, how it is, what tells so and how old that is. */
export function PathStop({ part, rails, at, hiddenBy, pointed, open, panelId, canRun, onToggle, onRun }: PathStopProps) {
  const text = useText()
  const name = say(text, `path.part.${part.part}`, plainWords(part.part))
  const kind = say(text, `path.kind.${part.kind}`, plainWords(part.kind))
  const reading =
    part.reading === null
      ? null
      : unbroken(say(text, `path.reading.${part.reading.key}`, plainWords(part.reading.key), part.reading.params))
  const hidden = part.beyondFault && part.state === 'unknown'
  return (
    <li
      className={styles.stop}
      data-state={part.state}
      data-hidden={hidden}
      data-pointed={pointed}
      data-chosen={open}
      data-part={part.part}
    >
      <button type="button" className={styles.part} aria-expanded={open} aria-controls={panelId} onClick={onToggle}>
        <span className={styles.drawing} aria-hidden>
          <span className={styles.rail} data-side="into" data-rail={rails.into} />
          <span className={styles.rail} data-side="out" data-rail={rails.out} />
          {part.part === 'line' ? (
            <Cable kind={part.kind} />
          ) : (
            <span className={styles.node}>
              <PartIcon part={part.part} kind={part.kind} />
            </span>
          )}
        </span>
        <span className={styles.words}>
          <span className={styles.name}>{name}</span>
          {kind !== name && <span className={styles.kind}>{kind}</span>}
          <span className={styles.state}>
            <LevelMark level={part.state} size={16} /> {say(text, `level.${part.state}`, plainWords(part.state))}
          </span>
          <span className={styles.known}>
            {reading !== null && <span className={styles.reading}>{reading}</span>}
            {at !== null && reading !== null && (
              <span className={styles.age}>
                <Age at={at} limitMinutes={120} />
              </span>
            )}
            {hidden && <span className={styles.hiddenNote}>{hiddenWords(text, hiddenBy)}</span>}
            {pointed && <span className="visuallyHidden">{text('line.path.pointed')}</span>}
          </span>
        </span>
      </button>
      {part.wouldTell !== null &&
        !hidden &&
        (canRun ? (
          <Button
            className={styles.tell ?? ''}
            variant="default"
            size="xs"
            onClick={() => part.wouldTell !== null && onRun(part.wouldTell)}
          >
            {text('line.path.wouldTell', { check: checkName(text, part.wouldTell) })}
          </Button>
        ) : (
          <span className={styles.tellWords}>{text('line.path.wouldTell', { check: checkName(text, part.wouldTell) })}</span>
        ))}
      {part.part === 'home' && reading === null && !hidden && (
        <span className={styles.tellWords}>{text('line.path.observe')}</span>
      )}
    </li>
  )
}
