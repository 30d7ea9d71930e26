using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Xtablo.Bench.Load;

/// <summary>
/// Which of many sockets have something to read (Linux' epoll(7)). The runtime's own wakes a thread of the pool for each of them,
/// which costs as much as the servers that are measured here.
/// </summary>
internal sealed partial class Readiness : IDisposable
{
    private const uint Readable = 0x001; // EPOLLIN, and what is always said: an error, and the other end's closing
    private const int Add = 1; // EPOLL_CTL_ADD
    private const int Interrupted = 4; // EINTR

    // struct epoll_event, which only x86 packs: 32 bits of events, 64 of ours.
    private static readonly int NumberAt = RuntimeInformation.ProcessArchitecture is Architecture.X64 ? 4 : 8;
    private static readonly int EventSize = NumberAt + 8;

    private readonly int _handle = Checked(epoll_create1(0));
    private readonly byte[] _events = new byte[512 * EventSize];

    public void Watch(SafeHandle socket, int number)
    {
        Span<byte> asked = stackalloc byte[EventSize];
        BinaryPrimitives.WriteUInt32LittleEndian(asked, Readable);
        BinaryPrimitives.WriteInt64LittleEndian(asked[NumberAt..], number);
        Checked(epoll_ctl(_handle, Add, socket, ref MemoryMarshal.GetReference(asked)));
    }

    /// <summary>Waits until some can be read, for at most so many milliseconds; calls with the number of each.</summary>
    public void Wait(int milliseconds, Action<int> readable)
    {
        var count = epoll_wait(_handle, ref _events[0], _events.Length / EventSize, milliseconds);
        if (count < 0 && Marshal.GetLastPInvokeError() != Interrupted)
        {
            Checked(count);
        }

        for (var i = 0; i < count; i++)
        {
            readable((int)BinaryPrimitives.ReadInt64LittleEndian(_events.AsSpan((i * EventSize) + NumberAt)));
        }
    }

    public void Dispose() => _ = close(_handle);

    private static int Checked(int result) =>
        result >= 0 ? result : throw new InvalidOperationException($"epoll refuses: error {Marshal.GetLastPInvokeError()}.");

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_ctl(int epoll, int operation, SafeHandle socket, ref byte asked);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_wait(int epoll, ref byte events, int most, int milliseconds);

    [LibraryImport("libc")]
    private static partial int close(int handle);
}
