import Glibc

/// Memory and files overwritten before they are given back.
public enum Wiped {
  /// `explicit_bzero`: the compiler may not leave it out.
  static func zero(_ memory: UnsafeMutableRawBufferPointer) {
    if let start = memory.baseAddress { explicit_bzero(start, memory.count) }
  }

  /// Overwrites a file and removes it. On drives that write elsewhere (flash, snapshots) old blocks may outlive it.
  public static func remove(_ path: String) {
    let file = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
    if file >= 0 {
      var status = stat()
      let zeros = [UInt8](repeating: 0, count: 65_536)
      var left = fstat(file, &status) == 0 ? Int(status.st_size) : 0
      while left > 0 {
        let count = write(file, zeros, min(left, zeros.count))
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { break }
        left -= count
      }
      fsync(file)
      close(file)
    }
    unlink(path)
  }
}
