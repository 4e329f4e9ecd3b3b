extension ShingledTexts {
  /// Puts texts together that are copies of each other, or alike, or linked by a chain of such.
  ///
  /// Exact: no two that are alike are missed, whatever their order.
  /// - Parameter similarity: from which on two texts are alike, above 0; see ``similarities(of:to:)``.
  /// - Returns: for each text the position of the first text of its group; its own where it is alone.
  public func groups(atLeast similarity: Double) -> [Int32] {
    let sets = DisjointSets(count: count)
    let copies = FirstPlaces(count: count)
    letters.withUnsafeBufferPointer { letters in
      for text in letters.indices { sets.join(Int32(text), Int32(copies.first(text, in: letters))) }
    }
    let chosen = differentTexts()
    let alike = DisjointSets(count: chosen.count)
    var filter = PrefixFilter(self, chosen: chosen, similarity: similarity)
    filter.join(alike)
    for position in chosen.indices {
      sets.join(chosen[position], chosen[Int(alike.root(of: Int32(position)))])
    }
    return (0..<count).map { sets.root(of: Int32($0)) }
  }

  /// Of the texts that are long enough for likeness each one whose words are not those of one before.
  private func differentTexts() -> [Int32] {
    let first = FirstPlaces(count: count)
    return digests.withUnsafeBufferPointer { digests in
      digests.indices.filter { Int(words[$0]) >= shortest && first.first($0, in: digests) == $0 }.map(
        Int32.init)
    }
  }
}
