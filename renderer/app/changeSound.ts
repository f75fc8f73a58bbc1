import type { WatchChange } from '../../shared/model/watch.ts'

/** Two short notes, Hz: rising for better, falling for worse, level for neither. */
const notes = { better: [660, 880], worse: [660, 440], neutral: [660, 660] } as const satisfies Record<WatchChange['direction'], unknown>
const noteSeconds = 0.16
const volume = 0.12

let audio: AudioContext | undefined

/** Plays the tone of a change, made on the spot. Silent where the device has no sound or the page was never clicked. */
export async function playChangeSound(direction: WatchChange['direction'], afterSeconds = 0): Promise<void> {
  try {
    audio ??= new AudioContext()
    if (audio.state === 'suspended') await audio.resume()
    const gain = audio.createGain()
    gain.connect(audio.destination)
    const start = audio.currentTime + afterSeconds
    const end = start + notes[direction].length * noteSeconds
    // Swells and fades, so that it does not click.
    gain.gain.setValueAtTime(0, start)
    gain.gain.linearRampToValueAtTime(volume, start + 0.02)
    gain.gain.setValueAtTime(volume, end - 0.05)
    gain.gain.linearRampToValueAtTime(0, end)
    notes[direction].forEach((hertz, index) => {
      const tone = new OscillatorNode(audio as AudioContext, { type: 'sine', frequency: hertz })
      tone.connect(gain)
      tone.start(start + index * noteSeconds)
      tone.stop(start + (index + 1) * noteSeconds)
    })
  } catch {
    // No sound on this device; the change is told on screen.
  }
}
