import { group } from '../kernel/group.ts'
import { Line, type Standing } from '../kernel/line.ts'
import { DONE, WAIT, waiting, type NoItem, type Pull } from '../kernel/pull.ts'
import { Queue } from '../kernel/queue.ts'
import type { Origin, Run } from '../kernel/run.ts'
import { watchAbort } from '../kernel/watchAbort.ts'
import { watched } from '../kernel/watched.ts'
import type { AsyncOptions } from './asyncOptions.ts'
import { Intake } from './intake.ts'

/** One of the inner sources. */
interface Branch<T> extends Standing<Branch<T>> {
  pull: Pull<T>
  /** What it has answered and what is not delivered yet; `WAIT` if there is nothing. */
  answer: T | NoItem
  failure?: { readonly error: unknown }
}

/**
 * Several inner sources at once: takes items while fewer than `concurrency` sources are open, and
 * delivers what those have in the order of the items, or as it comes.
 *
 * Invariants: a source that said `WAIT` is asked again only after it was woken, so those that are silent
 * cost nothing. In order, each holds at most one answer; otherwise none does. After the end of `up`, an
 * error from it, or one from a source, nothing new is opened. An error of `up` comes after every
 * item; an error of a source comes in its place.
 */
export function branches<A, B>(
  up: Pull<A>,
  run: Run,
  { concurrency, ordered, signal }: Required<AsyncOptions>,
  originOf: (item: A) => Origin<B>,
): Pull<B> {
  const branchGroup = group(run)
  const inOrder = new Queue<Branch<B>>()
  const toAsk = new Line<Branch<B>>()
  let size = 0
  const throwIfAborted = watchAbort(signal, run)

  const list = (branch: Branch<B>): void => {
    if (branch.answer === WAIT) toAsk.add(branch)
  }

  const openOne = (item: A): void => {
    const branch: Branch<B> = { pull: waiting, isInLine: false, behind: undefined, answer: WAIT }
    size++
    if (ordered) inOrder.push(branch)
    try {
      branch.pull = branchGroup.open(watched(originOf(item), () => list(branch))).pull
    } catch (error) {
      intake.stop()
      branch.pull = () => {
        throw error
      }
    }
    list(branch)
  }

  const isFull = (): boolean => size >= concurrency
  const intake = new Intake(up, isFull, openOne)

  const askAll = (): void => {
    for (let branch = toAsk.next(); branch !== undefined; branch = toAsk.next()) {
      // It may have been woken, and so listed again, while it gave the answer that it holds.
      if (branch.answer !== WAIT || branch.failure) continue
      try {
        branch.answer = branch.pull()
      } catch (error) {
        branch.failure = { error }
        intake.stop()
      }
    }
  }

  const inTheirOrder: Pull<B> = () => {
    for (;;) {
      intake.fill()
      askAll()
      const first = inOrder.peek()
      if (first?.failure) throw first.failure.error
      if (first === undefined || first.answer === WAIT) return WAIT
      const { answer } = first
      if (answer === DONE) {
        inOrder.shift()
        size--
      } else {
        first.answer = WAIT
        list(first)
        return answer
      }
    }
  }

  const inTurns: Pull<B> = () => {
    for (;;) {
      intake.fill()
      const branch = toAsk.next()
      if (branch === undefined) return WAIT
      if (branch.answer === DONE) continue
      const answer = branch.pull()
      if (answer === DONE) {
        branch.answer = DONE
        size--
      } else if (answer !== WAIT) {
        list(branch)
        return answer
      }
    }
  }

  const next = ordered ? inTheirOrder : inTurns
  return () => {
    throwIfAborted()
    const answer = next()
    return answer === WAIT && size === 0 ? intake.answer() : answer
  }
}
