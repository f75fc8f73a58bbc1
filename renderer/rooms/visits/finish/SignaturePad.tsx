import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { PointerEvent } from 'react'
import { useText } from '../../../text.tsx'
import styles from './SignaturePad.module.css'

const widthPx = 800
const heightPx = 260

type Point = { readonly x: number; readonly y: number }

type SignaturePadProps = { isSigned: boolean; onSigned: (png: string | null) => void }

/** Where the customer signs, in ink on paper, dark screen or not. `onSigned` gets a PNG in base64 after each stroke, null once cleared. */
export function SignaturePad({ isSigned, onSigned }: SignaturePadProps) {
  const text = useText()
  const canvas = useRef<HTMLCanvasElement>(null)
  const last = useRef<Point | null>(null)
  const paper = (): CanvasRenderingContext2D | null => {
    const context = canvas.current?.getContext('2d') ?? null
    if (context !== null) {
      context.fillStyle = '#ffffff'
      context.strokeStyle = '#10202e'
      context.lineWidth = 4
      context.lineCap = 'round'
      context.lineJoin = 'round'
    }
    return context
  }
  const wipe = (): void => paper()?.fillRect(0, 0, widthPx, heightPx)
  useEffect(wipe, [])
  const pointOf = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
    const box = canvas.current?.getBoundingClientRect()
    return box === undefined ? { x: 0, y: 0 } : { x: (clientX - box.left) * widthPx / box.width, y: (clientY - box.top) * heightPx / box.height }
  }
  const drawTo = (to: Point): void => {
    const from = last.current
    const context = paper()
    if (from === null || context === null) return
    context.beginPath()
    context.moveTo(from.x, from.y)
    context.lineTo(to.x, to.y)
    context.stroke()
    last.current = to
  }
  const begin = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    last.current = pointOf(event)
    drawTo(last.current)
  }
  const move = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (last.current === null) return
    const told = event.nativeEvent.getCoalescedEvents()
    for (const each of told.length === 0 ? [event] : told) drawTo(pointOf(each))
  }
  const end = (): void => {
    if (last.current === null) return
    last.current = null
    onSigned(canvas.current?.toDataURL('image/png').replace(/^[^,]*,/, '') ?? null)
  }
  return (
    <div className={styles.pad}>
      <span className={styles.label} id="signature-label">{text('visit.confirm.sign')}</span>
      <span className={styles.hint} id="signature-hint">{text('visit.confirm.sign.hint')}</span>
      <canvas
        ref={canvas} width={widthPx} height={heightPx} className={styles.canvas} role="img" aria-labelledby="signature-label"
        aria-describedby="signature-hint" onPointerDown={begin} onPointerMove={move} onPointerUp={end} onPointerCancel={end}
      />
      <Button
        variant="subtle" disabled={!isSigned}
        onClick={() => {
          wipe()
          onSigned(null)
        }}
      >
        {text('visit.confirm.clear')}
      </Button>
    </div>
  )
}
