/// Moves in a block that is a network: every cell stands in two equations at most, and the equations can be signed
/// so that each cell has one +1 and one -1. Equations are nodes, cells arcs, and what moves one cell is a flow back
/// from its head to its tail, which is whole where the rooms are (Ford and Fulkerson).
final class NetworkSearch: MoveSearch {
  let tails: [Int]
  let heads: [Int]
  let nodeCount: Int
  /// The arcs that leave each node, one after another: a column twice, plus one if it is gone through backwards.
  private let starts: [Int]
  private let leaving: [Int]

  private var moved: [Int]
  private var rooms: [Room] = []
  private var without = -1
  private var cameBy: [Int]
  private var queue: [Int] = []

  /// `nil` if it is no network.
  init?(columns: [Int], _ lattice: Lattice) {
    guard let ends = NetworkSearch.ends(columns, lattice) else { return nil }
    tails = ends.map(\.tail)
    heads = ends.map(\.head)
    nodeCount = (ends.map { max($0.tail, $0.head) }.max() ?? 0) + 1
    var lists = [[Int]](repeating: [], count: nodeCount)
    for (column, end) in ends.enumerated() where end.tail != end.head {
      lists[end.tail].append(2 * column)
      lists[end.head].append(2 * column + 1)
    }
    var starts = [0]
    for list in lists { starts.append(starts[starts.count - 1] + list.count) }
    self.starts = starts
    leaving = lists.flatMap(\.self)
    moved = [Int](repeating: 0, count: columns.count)
    cameBy = [Int](repeating: -1, count: nodeCount)
  }

  func reach(_ move: Move, rooms: [Room]) -> Int {
    let room = rooms[move.column]
    let limit = min(move.amount, move.direction == .down ? room.down : room.up)
    begin(move, rooms)
    let (source, sink) = ends(of: move)
    if source == sink {
      settle(move, limit)
      return limit
    }
    var reached = 0
    while reached < limit, findShortest(from: source, to: sink) {
      reached += push(from: source, to: sink, atMost: limit - reached)
    }
    settle(move, reached)
    return reached
  }

  func moves(_ move: Move, rooms: [Room], costs: [Double]?) -> [Int]? {
    guard let costs else {
      return reach(move, rooms: rooms) == move.amount ? moved : nil
    }
    let room = rooms[move.column]
    guard (move.direction == .down ? room.down : room.up) >= move.amount else { return nil }
    begin(move, rooms)
    let (source, sink) = ends(of: move)
    var left = source == sink ? 0 : move.amount
    var current = costs
    while left > 0 {
      guard findCheapest(from: source, to: sink, costs: current, left: left) else { return nil }
      left -= push(from: source, to: sink, atMost: left) { current[$0] = 0 }
    }
    settle(move, move.amount)
    return moved
  }

  /// The nodes that can be reached from where the last `reach` began, in what room it left.
  func reachable(_ move: Move) -> [Bool] {
    let (source, _) = ends(of: move)
    without = move.column
    moved[move.column] = 0
    _ = findShortest(from: source, to: -1)
    return cameBy.map { $0 >= 0 }
  }

  /// Moving a cell up sends a flow along its arc, which must come back from its head.
  func ends(of move: Move) -> (source: Int, sink: Int) {
    move.direction == .up
      ? (heads[move.column], tails[move.column]) : (tails[move.column], heads[move.column])
  }

  private func begin(_ move: Move, _ rooms: [Room]) {
    self.rooms = rooms
    without = move.column
    for column in moved.indices { moved[column] = 0 }
  }

  private func settle(_ move: Move, _ amount: Int) {
    moved[move.column] = move.direction == .up ? amount : -amount
  }

  private func left(_ arc: Int) -> Int {
    let column = arc >> 1
    if column == without { return 0 }
    return arc & 1 == 0 ? rooms[column].up - moved[column] : rooms[column].down + moved[column]
  }

  private func end(_ arc: Int) -> Int { arc & 1 == 0 ? heads[arc >> 1] : tails[arc >> 1] }

  private func start(_ arc: Int) -> Int { arc & 1 == 0 ? tails[arc >> 1] : heads[arc >> 1] }

  private func findShortest(from source: Int, to sink: Int) -> Bool {
    for node in 0..<nodeCount { cameBy[node] = -1 }
    queue.removeAll(keepingCapacity: true)
    queue.append(source)
    cameBy[source] = Int.max
    var next = 0
    while next < queue.count {
      let node = queue[next]
      next += 1
      for index in starts[node]..<starts[node + 1] {
        let arc = leaving[index]
        let other = end(arc)
        guard cameBy[other] < 0, left(arc) > 0 else { continue }
        cameBy[other] = arc
        if other == sink { return true }
        queue.append(other)
      }
    }
    return false
  }

  private func push(
    from source: Int, to sink: Int, atMost limit: Int, used: (Int) -> Void = { _ in }
  ) -> Int {
    var amount = limit
    var node = sink
    while node != source {
      amount = min(amount, left(cameBy[node]))
      node = start(cameBy[node])
    }
    node = sink
    while node != source {
      let arc = cameBy[node]
      moved[arc >> 1] += arc & 1 == 0 ? amount : -amount
      used(arc >> 1)
      node = start(arc)
    }
    return amount
  }

  /// Dijkstra. A column that has been used costs nothing more, backwards either, so that no cost is below zero. One
  /// that can't carry all that is left costs accordingly more.
  private func findCheapest(from source: Int, to sink: Int, costs: [Double], left amount: Int) -> Bool {
    var distances = [Double](repeating: .infinity, count: nodeCount)
    var isDone = [Bool](repeating: false, count: nodeCount)
    for node in 0..<nodeCount { cameBy[node] = -1 }
    distances[source] = 0
    var heap = NodeHeap()
    heap.insert(source, at: 0)
    while let node = heap.removeNearest() {
      if isDone[node] { continue }
      if node == sink { return true }
      isDone[node] = true
      for index in starts[node]..<starts[node + 1] {
        let arc = leaving[index]
        let other = end(arc)
        let room = left(arc)
        guard !isDone[other], room > 0 else { continue }
        let cost = costs[arc >> 1]
        let share = room >= amount ? cost : cost * Double(amount) / Double(room)
        // So many steps as are few: a longer way of the same cost moves more cells.
        let distance = distances[node] + share + 1e-9
        if distance < distances[other] {
          distances[other] = distance
          cameBy[other] = arc
          heap.insert(other, at: distance)
        }
      }
    }
    return false
  }
}

/// Nodes by their distance; a node may stand in it several times.
struct NodeHeap {
  private var items: [(distance: Double, node: Int)] = []

  mutating func insert(_ node: Int, at distance: Double) {
    items.append((distance, node))
    var child = items.count - 1
    while child > 0, items[child].distance < items[(child - 1) / 2].distance {
      items.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeNearest() -> Int? {
    guard let first = items.first else { return nil }
    items.swapAt(0, items.count - 1)
    items.removeLast()
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < items.count else { return first.node }
      if child + 1 < items.count, items[child + 1].distance < items[child].distance { child += 1 }
      guard items[child].distance < items[parent].distance else { return first.node }
      items.swapAt(child, parent)
      parent = child
    }
  }
}
