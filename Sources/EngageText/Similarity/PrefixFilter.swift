/// Finds all texts that are alike, without comparing all with all and without missing any.
///
/// The shingles of each text are ranked from the rarest. Two texts of which at least so many shingles must be the
/// same share one among the first few of either: only texts that meet there are compared (Chaudhuri, Ganti and
/// Kaushik, 2006; Bayardo, Ma and Srikant, "Scaling up all pairs similarity search", 2007; with the bounds by size
/// and place of Xiao and others, "Efficient similarity joins for near-duplicate detection", 2008). Texts that are
/// joined already are passed over together, so that thousands of copies do not make it slow.
struct PrefixFilter: ~Copyable {
  private let shared: SharedShingles
  private let similarity: Double
  /// A text in the list of a rank.
  private struct Entry {
    let text: Int32
    /// How many of the text's shingles are rarer.
    let place: Int32
    var next: Int32
  }
  /// Entries of one rank whose texts were joined when last looked at.
  private struct Cluster {
    var first: Int32
    var last: Int32
    var next: Int32
  }
  private var entries: [Entry] = []
  private var clusters: [Cluster] = []
  /// For each rank its first cluster, -1 where it has none.
  private var heads: [Int32]
  /// For each text the last one that it was met by.
  private var metBy: [Int32]
  /// For each text that stands for a set: the last walk through a list that came upon the set, and where.
  private var walks: [UInt32]
  private var places: [Int32]
  private var walk: UInt32 = 0

  /// - Parameters:
  ///   - texts: where the shingles are.
  ///   - chosen: positions of the texts to compare.
  ///   - similarity: Jaccard's index from which on two are alike; above 0.
  init(_ texts: ShingledTexts, chosen: [Int32], similarity: Double) {
    shared = SharedShingles(of: texts, chosen: chosen, similarity: similarity)
    self.similarity = similarity
    heads = Array(repeating: -1, count: shared.rankCount)
    metBy = Array(repeating: -1, count: chosen.count)
    walks = Array(repeating: 0, count: chosen.count)
    places = Array(repeating: 0, count: chosen.count)
  }

  /// How many shingles a text must have in common with another that is so alike.
  static func leastShared(of size: Int32, _ similarity: Double) -> Int32 {
    Int32((similarity * Double(size) - 1e-9).rounded(.up))
  }

  /// Joins the sets of all texts that are alike.
  /// - Parameter sets: one for each of the chosen texts.
  mutating func join(_ sets: borrowing DisjointSets) {
    for text in bySize() {
      let size = shared.sizes[Int(text)]
      let start = shared.starts[Int(text)]
      let end = shared.starts[Int(text) + 1]
      // Shingles that nobody shares are the rarest: they stand before all that have ranks.
      let alone = size - Int32(end - start)
      let looked = size - PrefixFilter.leastShared(of: size, similarity) + 1 - alone
      let kept =
        size - PrefixFilter.leastShared(of: size, 2 * similarity / (1 + similarity)) + 1 - alone
      for offset in 0..<min(max(0, looked), Int32(end - start)) {
        let rank = Int(shared.ranks[start + Int(offset)])
        look(for: text, at: alone + offset, rank: rank, sets)
        if offset < kept { keep(text, at: alone + offset, rank: rank, sets) }
      }
    }
  }

  /// The texts that share anything, shortest first.
  private func bySize() -> [Int32] {
    let texts = metBy.indices.filter { shared.starts[$0] < shared.starts[$0 + 1] }.map(Int32.init)
    return texts.sorted { (shared.sizes[Int($0)], $0) < (shared.sizes[Int($1)], $1) }
  }

  /// Compares a text with those in the list of a rank, one set of joined texts after the other.
  private mutating func look(
    for text: Int32, at place: Int32, rank: Int, _ sets: borrowing DisjointSets
  ) {
    walk &+= 1
    var root = sets.root(of: text)
    let least = PrefixFilter.leastShared(of: shared.sizes[Int(text)], similarity)
    var before: Int32 = -1
    var number = heads[rank]
    while number >= 0 {
      let cluster = clusters[Int(number)]
      let other = sets.root(of: entries[Int(cluster.first)].text)
      if walks[Int(other)] == walk, places[Int(other)] != number {
        append(cluster, to: places[Int(other)])
        clusters[Int(before)].next = cluster.next
      } else {
        walks[Int(other)] = walk
        places[Int(other)] = number
        before = number
      }
      if other != root {
        var index = cluster.first
        while index >= 0 {
          let entry = entries[Int(index)]
          if isAlike(text, at: place, entry, least: least) {
            sets.join(text, entry.text)
            root = sets.root(of: text)
            break
          }
          // What was appended above goes on after the cluster's own last.
          index = index == cluster.last ? -1 : entry.next
        }
      }
      number = cluster.next
    }
  }

  private mutating func append(_ cluster: Cluster, to number: Int32) {
    entries[Int(clusters[Int(number)].last)].next = cluster.first
    clusters[Int(number)].last = cluster.last
  }

  /// Adds a text to the list of a rank.
  private mutating func keep(_ text: Int32, at place: Int32, rank: Int, _ sets: borrowing DisjointSets) {
    let new = Int32(entries.count)
    entries.append(Entry(text: text, place: place, next: -1))
    let root = Int(sets.root(of: text))
    if walks[root] == walk {
      append(Cluster(first: new, last: new, next: -1), to: places[root])
    } else {
      clusters.append(Cluster(first: new, last: new, next: heads[rank]))
      heads[rank] = Int32(clusters.count - 1)
    }
  }

  /// Whether a text is alike to one that it meets at a rank; asked once of each two.
  private mutating func isAlike(_ text: Int32, at place: Int32, _ entry: Entry, least: Int32) -> Bool {
    let other = Int(entry.text)
    guard metBy[other] != text else { return false }
    metBy[other] = text
    let sizes = (shared.sizes[Int(text)], shared.sizes[other])
    guard sizes.1 >= least else { return false }
    let needed = PrefixFilter.leastShared(of: sizes.0 + sizes.1, similarity / (1 + similarity))
    // They first meet here: all that they share stands from here on.
    guard min(sizes.0 - place, sizes.1 - entry.place) >= needed else { return false }
    return common(Int(text), other) >= needed
  }

  /// How many shingles two texts share.
  private func common(_ text: Int, _ other: Int) -> Int32 {
    let ranks = UnsafePointer(shared.ranks.baseAddress!)
    var (one, two) = (shared.starts[text], shared.starts[other])
    let (oneEnd, twoEnd) = (shared.starts[text + 1], shared.starts[other + 1])
    var both: Int32 = 0
    while one < oneEnd, two < twoEnd {
      let (first, second) = (ranks[one], ranks[two])
      both += first == second ? 1 : 0
      one += first <= second ? 1 : 0
      two += second <= first ? 1 : 0
    }
    return both
  }
}
