import { Button } from '@mantine/core'
import { Component } from 'react'
import type { ReactNode } from 'react'
import { useText } from '../text.tsx'
import styles from './Panel.module.css'

type RoomBoundaryProps = { readonly children: ReactNode }

/** Catches what breaks in a room. The stores live outside, so opening the room again loses nothing. */
export class RoomBoundary extends Component<RoomBoundaryProps, { readonly broken: boolean }> {
  override readonly state = { broken: false }

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true }
  }

  override render(): ReactNode {
    return this.state.broken ? <BrokenRoom onAgain={() => this.setState({ broken: false })} /> : this.props.children
  }
}

function BrokenRoom({ onAgain }: { onAgain: () => void }) {
  const text = useText()
  return (
    <div className={styles.panel} role="alert">
      <h2>{text('room.broken.title')}</h2>
      <p>{text('room.broken.next')}</p>
      <div><Button onClick={onAgain}>{text('room.broken.again')}</Button></div>
    </div>
  )
}
