import { IconArmchair, IconArrowsExchange2, IconBulb } from '@tabler/icons-react'
import { useRef } from 'react'
import type { KeyboardEvent } from 'react'
import type { PortState } from '../../../../shared/model/liveState.ts'
import type { Report } from '../../../../shared/model/report.ts'
import { portName } from '../../../../shared/triage/counters.ts'
import type { Text } from '../../../../shared/text/text.ts'
import { LevelMark } from '../../../parts/LevelMark.tsx'
import { useText } from '../../../text.tsx'
import { formatSpeed } from '../words.ts'
import { readingsOfPort } from './portParts.ts'
import type { CpeState } from './portParts.ts'
import styles from './CpeBox.module.css'

type Look = { readonly link: 'up' | 'down' | 'unknown'; readonly speed: string | null; readonly half: boolean; readonly loop: boolean; readonly light: boolean }

function lookOf(text: Text, report: Report, live: CpeState, port: PortState, index: number): Look {
  const { states, measurements } = readingsOfPort(report, live, index)
  return {
    link: port.link === null ? 'unknown' : port.link ? 'up' : 'down',
    speed: port.link === false ? null : port.speedBps !== null ? formatSpeed(text, port.speedBps / 1000) : port.speedText,
    half: port.fullDuplex === false && port.link !== false,
    loop: states.some(state => state.key === 'cpePortLoop' && state.value === 'loop'),
    light: port.transceiver !== null || measurements.some(each => each.place === 'cpe'),
  }
}

/** What a port says of itself in one line, for who does not see the drawing. */
function portWords(text: Text, name: string, port: PortState, look: Look): string {
  return [
    text(`access.box.link.${look.link}`), look.speed, look.half ? text('access.port.half') : null, look.light ? text('access.box.light') : null,
    look.loop ? text('access.box.loop') : null, port.freeSeating === true ? text('access.port.freeSeating') : null,
  ].filter(word => word !== null).reduce((said, word) => `${said}, ${word}`, text('access.box.port', { port: name }))
}

/** A socket: filled with link, hollow and crossed without, dashed where it is not told. */
function Socket({ link }: { link: Look['link'] }) {
  const shape = 'M4 8h6V4h16v4h6v20H4Z'
  return (
    <svg className={styles.socket} viewBox="0 0 36 32" width="36" height="32" data-link={link} aria-hidden>
      <path d={shape} fill={link === 'up' ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth="2" strokeDasharray={link === 'unknown' ? '4 3' : undefined} />
      {link === 'down' && <path d="m12 13 12 11 M24 13 12 24" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />}
      {link === 'up' && <path d="M9 23v-5 M14 23v-5 M19 23v-5 M24 23v-5" className={styles.pins} />}
      {link === 'unknown' && <path d="M18 13v6 M18 23v.5" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />}
    </svg>
  )
}

/**
 * The operator's box drawn with its ports. One port is chosen; the arrow keys go along them, Home and End to the first and last.
 * Link, loop and free seating are told by shape and word as well as colour.
 */
export function CpeBox({ report, live, chosen, onChoose }: { report: Report; live: CpeState; chosen: number; onChoose: (index: number) => void }) {
  const text = useText()
  const ports = useRef<HTMLDivElement>(null)
  const go = (event: KeyboardEvent) => {
    const last = live.ports.length - 1
    const to = { ArrowRight: chosen + 1, ArrowDown: chosen + 1, ArrowLeft: chosen - 1, ArrowUp: chosen - 1, Home: 0, End: last }[event.key]
    if (to === undefined) return
    event.preventDefault()
    const index = Math.max(0, Math.min(last, to))
    onChoose(index)
    ports.current?.querySelectorAll('button')[index]?.focus()
  }
  const model = [live.vendor, live.model].filter(Boolean).join(' ')
  return (
    <div className={styles.box} data-up={live.up ?? 'unknown'}>
      <div className={styles.plate}>
        <span className={styles.model}>{model === '' ? text('access.box.noModel') : model}</span>
        <span className={styles.power} data-up={live.up ?? 'unknown'}>
          <LevelMark level={live.up === null ? 'unknown' : live.up ? 'ok' : 'fault'} size={14} />
          {text(live.up === null ? 'access.box.unknown' : live.up ? 'access.box.on' : 'access.box.off')}
        </span>
      </div>
      <div ref={ports} className={styles.ports} role="radiogroup" aria-label={text('access.box.ports')} tabIndex={-1} onKeyDown={go}>
        {live.ports.map((port, index) => {
          const name = portName(port, index)
          const look = lookOf(text, report, live, port, index)
          return (
            <button
              key={`${name} ${String(index)}`} type="button" role="radio" aria-checked={index === chosen} tabIndex={index === chosen ? 0 : -1}
              className={styles.port} data-link={look.link} data-loop={look.loop} aria-label={portWords(text, name, port, look)} onClick={() => onChoose(index)}
            >
              <Socket link={look.link} />
              <span className={styles.name}>{name}</span>
              <span className={styles.word}>{look.speed ?? text(`access.box.link.${look.link}`)}</span>
              {look.half && <span className={styles.flag} data-level="warn"><LevelMark level="warn" size={12} />{text('access.box.half')}</span>}
              {look.loop && <span className={styles.flag} data-level="fault"><IconArrowsExchange2 size={14} aria-hidden />{text('access.box.loopShort')}</span>}
              {look.light && <span className={styles.flag}><IconBulb size={14} aria-hidden />{text('access.box.light')}</span>}
              {port.freeSeating === true && <span className={styles.flag}><IconArmchair size={14} aria-hidden />{text('access.box.freeShort')}</span>}
            </button>
          )
        })}
      </div>
    </div>
  )
}
