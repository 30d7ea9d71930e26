using System.Text;

namespace Xtablo.Faults.Tests.Harness;

/// <summary>Ways in which a line is bad, each to be a <see cref="TcpProxy.Fault"/>.</summary>
internal static class BadLines
{
    /// <summary>Ends after so many bytes from the server.</summary>
    public static Func<Relay> CutAfter(long bytes, Action? onCut = null) => () =>
    {
        var left = bytes;
        return (direction, chunk) =>
        {
            if (direction is Direction.ToServer || chunk.Length < Interlocked.Read(ref left))
            {
                Interlocked.Add(ref left, direction is Direction.ToServer ? 0 : -chunk.Length);
                return ValueTask.FromResult(new Verdict(chunk));
            }

            onCut?.Invoke();
            return ValueTask.FromResult(new Verdict(chunk[..(int)left], Fate.IsClosed));
        };
    };

    /// <summary>Now and then is reset in the middle of what it carries.</summary>
    public static Func<Relay> ResetAtRandom(Random random, double probability, Action onReset) => () => (_, chunk) =>
    {
        lock (random)
        {
            if (random.NextDouble() >= probability)
            {
                return ValueTask.FromResult(new Verdict(chunk));
            }

            onReset();
            return ValueTask.FromResult(new Verdict(chunk[..random.Next(chunk.Length)], Fate.IsReset));
        }
    };

    /// <summary>Lies about the n-th chunk with a message that the server sends: it comes as often as said.</summary>
    public static Func<Relay> Repeat(int nth, int times, Action onLie) => () =>
    {
        var seen = 0;
        return (direction, chunk) =>
        {
            var isMessage = direction is Direction.ToClient && chunk.Span.IndexOf("\nevent: message"u8) > 0 && !chunk.Span.StartsWith("HTTP"u8);
            if (!isMessage || ++seen != nth)
            {
                return ValueTask.FromResult(new Verdict(chunk));
            }

            onLie();
            return ValueTask.FromResult(new Verdict(
                Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Encoding.UTF8.GetString(chunk.Span), times)))));
        };
    };
}
