/// Which way a cell moves away from what it is.
enum Direction {
  case down
  case up
}

/// To move a column of a block by an amount.
struct Move {
  var column: Int
  var direction: Direction
  var amount: Int
}

/// How the columns of a block can move so that its equations hold.
protocol MoveSearch: AnyObject {
  /// Moves of all columns of which one is the move asked for, in full.
  /// - Parameters:
  ///   - rooms: of the columns.
  ///   - costs: of using a column at all, not below zero; cheap moves are looked for. `nil`: any will do.
  func moves(_ move: Move, rooms: [Room], costs: [Double]?) -> [Int]?
  /// How far the column can be moved at most; no more than is asked for.
  func reach(_ move: Move, rooms: [Room]) -> Int
}

/// Cells that hang together by equations when some cells are known: what happens in one block says nothing about
/// another.
struct Block {
  struct Column {
    var cell: Int
    var room: Room
    /// Whether the room is there only once the cell is hidden.
    var isOffered: Bool
  }

  var columns: [Column]
  let search: any MoveSearch
  /// Not `nil` if the block is a network.
  var network: NetworkSearch? { search as? NetworkSearch }
}

/// All blocks of a lattice, for one choice of cells that are known.
struct Blocks {
  private(set) var blocks: [Block] = []
  /// Of each cell: its block, and its column there that is not offered (else the one that is); -1 if it is known.
  private(set) var blockOf: [Int]
  private(set) var columnOf: [Int]

  /// - Parameters:
  ///   - isHidden: cells hidden for good.
  ///   - isOffered: cells that may be hidden as well.
  ///   - isHeld: cells that are taken to be what they are even if they are hidden: what is possible so, is possible.
  init(_ lattice: Lattice, isHidden: [Bool], isOffered: [Bool], isHeld: (Int) -> Bool = { _ in false }) {
    let count = lattice.values.count
    blockOf = [Int](repeating: -1, count: count)
    columnOf = [Int](repeating: -1, count: count)
    let moves = (0..<count).map {
      !isHeld($0) && (isHidden[$0] || isOffered[$0] || !lattice.shown[$0].isNone)
    }
    for first in 0..<count where moves[first] && blockOf[first] < 0 {
      let number = blocks.count
      blockOf[first] = number
      var cells = [first]
      var next = 0
      while next < cells.count {
        for entry in lattice.entries[cells[next]] {
          for cell in lattice.members[entry.equation] where moves[cell] && blockOf[cell] < 0 {
            blockOf[cell] = number
            cells.append(cell)
          }
        }
        next += 1
      }
      add(cells, lattice, isHidden: isHidden, isOffered: isOffered)
    }
  }

  private mutating func add(_ cells: [Int], _ lattice: Lattice, isHidden: [Bool], isOffered: [Bool]) {
    var columns: [Block.Column] = []
    for cell in cells {
      let room = lattice.room(cell, isHidden: isHidden[cell])
      columnOf[cell] = columns.count
      if !isOffered[cell] || isHidden[cell] || !room.isNone {
        columns.append(Block.Column(cell: cell, room: room, isOffered: false))
      }
      guard isOffered[cell], !isHidden[cell] else { continue }
      let whole = lattice.hidden[cell]
      let more = Room(down: whole.down - room.down, up: whole.up - room.up)
      columns.append(Block.Column(cell: cell, room: more, isOffered: true))
    }
    let search: any MoveSearch =
      NetworkSearch(columns: columns.map(\.cell), lattice)
      ?? LinearSearch(columns: columns.map(\.cell), lattice)
    blocks.append(Block(columns: columns, search: search))
  }
}
