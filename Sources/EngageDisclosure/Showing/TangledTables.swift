/// Which tables go where figures overlap in ways that no sum holds together, as 0 to 6 and 6 to 10 do: as few as it
/// takes that of every two such figures one is shown nowhere.
struct TangledTables {
  /// Two figures that overlap: the tables in which each stands. None for one that is out already.
  struct Pair: Hashable {
    var first: Set<LinkedFigures.TablePlace>
    var second: Set<LinkedFigures.TablePlace>

    /// Whether one of the two stands in no table that is left; what is out already can't be taken back.
    fileprivate func isSettled(without withheld: Set<LinkedFigures.TablePlace>) -> Bool {
      [first, second].contains { !$0.isEmpty && $0.isSubset(of: withheld) }
    }

    fileprivate var tables: Set<LinkedFigures.TablePlace> { first.union(second) }
  }

  /// Tables to withhold.
  private(set) var withheld: Set<LinkedFigures.TablePlace> = []

  /// Takes the table in most pairs, time and again, of equal ones the last of the report; then gives back what need not
  /// have gone. Pairs of which both are out already are passed over.
  init(_ pairs: Set<Pair>) {
    while true {
      var uses: [LinkedFigures.TablePlace: Int] = [:]
      for pair in pairs where !pair.isSettled(without: withheld) {
        for table in pair.tables.subtracting(withheld) { uses[table, default: 0] += 1 }
      }
      guard let table = uses.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key else { break }
      withheld.insert(table)
    }
    for table in withheld.sorted() {
      let others = withheld.subtracting([table])
      let needing = pairs.filter { $0.tables.contains(table) }
      if needing.allSatisfy({ $0.isSettled(without: others) }) { withheld = others }
    }
  }
}
