import { Component } from 'react'
import type { ReactNode } from 'react'

type ChartBoundaryProps = { readonly fallback: ReactNode; readonly children: ReactNode }

/** A chart that cannot be drawn, or whose code did not arrive, leaves its words and numbers standing. */
export class ChartBoundary extends Component<ChartBoundaryProps, { readonly broken: boolean }> {
  override readonly state = { broken: false }

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true }
  }

  override render(): ReactNode {
    return this.state.broken ? this.props.fallback : this.props.children
  }
}
