import Glibc

/// A process and all that it started, as `/proc` shows them.
struct ProcessTree {
  let root: pid_t
  /// What the environment of every process of a plugin holds that did not throw it away: those that left the tree
  /// are found by it.
  let mark: String?

  /// The process itself and those below it, its own first.
  var processes: [pid_t] {
    var found: [pid_t] = []
    var next = [root]
    while let process = next.popLast(), found.count < 4096 {
      found.append(process)
      for thread in ProcessTree.names(in: "/proc/\(process)/task") {
        let text = ProcessTree.text(of: "/proc/\(process)/task/\(thread)/children")
        next += text.split(separator: UInt8(ascii: " ")).compactMap {
          pid_t(String(decoding: $0, as: UTF8.self))
        }
      }
    }
    return found
  }

  /// Those that carry the mark.
  private var marked: [pid_t] {
    guard let mark else { return [] }
    return ProcessTree.names(in: "/proc").compactMap { pid_t($0) }.filter { process in
      ProcessTree.text(of: "/proc/\(process)/environ").split(separator: 0).contains {
        $0.elementsEqual(mark.utf8)
      }
    }
  }

  /// Those that run, those that left the tree among them; ended ones that nobody collected do not.
  var running: [pid_t] { Set(processes + marked).filter(ProcessTree.isRunning).sorted() }

  /// Memory of their own, in bytes: what is shared (program code, files) is left out.
  static func memory(of processes: [pid_t]) -> Int {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    return processes.reduce(0) { sum, process in
      let figures = text(of: "/proc/\(process)/statm").split(separator: UInt8(ascii: " "))
        .compactMap { Int(String(decoding: $0, as: UTF8.self)) }
      return figures.count > 2 ? sum + (figures[1] - figures[2]) * page : sum
    }
  }

  /// Ends all of them, and waits until they are gone, a second or two at most.
  func kill() {
    var all: Set<pid_t> = []
    for round in 0..<200 {
      // What is in a sandbox goes with its first process; once that is gone, nothing leads to the rest any more.
      all.formUnion(running)
      Glibc.kill(-root, SIGKILL)
      for process in all where ProcessTree.isRunning(process) { Glibc.kill(process, SIGKILL) }
      if !all.contains(where: ProcessTree.isRunning) { return }
      usleep(round < 20 ? 1_000 : 10_000)
    }
  }

  private static func isRunning(_ process: pid_t) -> Bool {
    let text = text(of: "/proc/\(process)/stat")
    // The name, in brackets, may hold anything; the state follows.
    guard let bracket = text.lastIndex(of: UInt8(ascii: ")")), bracket + 2 < text.count else { return false }
    return ![UInt8(ascii: "Z"), UInt8(ascii: "X")].contains(text[bracket + 2])
  }

  private static func text(of path: String) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return [] }
    defer { close(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 8192)
    while true {
      let count = read(file, &block, block.count)
      if count <= 0 { return bytes }
      bytes += block[..<count]
    }
  }

  private static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.first?.isNumber == true { names.append(name) }
    }
    return names
  }
}
