using System.Diagnostics;
using Xtablo.Bench.Load;
using Xtablo.Bench.Servers;

namespace Xtablo.Bench.Scenarios;

/// <summary>What is asked of each server.</summary>
internal abstract class Scenario(string name)
{
    public string Name => name;

    /// <summary>How many discussions it needs.</summary>
    public virtual int Discussions => 1;

    /// <summary>Null when there is no other that differs in size alone.</summary>
    public virtual Size? Size => null;

    /// <summary>Whether this server can be asked; of streams alone, each can.</summary>
    public virtual bool IsFor(Server server) => server.Stores;

    public abstract Task<IReadOnlyList<Measure>> RunAsync(Server server, TimeSpan duration);

    /// <summary>
    /// Runs a part of the scenario until two runs in a row cost hardly less than the best before them: a process is slower while
    /// it still compiles. Gives up after a while, for a busy machine never agrees with itself.
    /// </summary>
    protected static async Task WarmUpAsync(Func<Task<double>> run)
    {
        const int Least = 5; // the compiler waits until nothing new comes
        const int Most = 12;
        const double HardlyLess = 0.95;
        var best = double.PositiveInfinity;
        for (int i = 0, noBetter = 0; i < Least || (i < Most && noBetter < 2); i++)
        {
            var now = await run();
            noBetter = now > best * HardlyLess ? noBetter + 1 : 0;
            best = Math.Min(best, now);
        }
    }

    /// <summary>The server's CPU seconds per unit of work.</summary>
    protected static async Task<double> CpuPerAsync(Server server, Func<Task<long>> work)
    {
        var cpu = server.Cpu;
        var done = await work();
        return (server.Cpu - cpu) / done;
    }

    protected Measure Of(Server server, string what, double value, bool moreIsBetter = false) =>
        new(Name, what, server.Name, value, moreIsBetter, Size);

    /// <summary>
    /// So many clients post, each as soon as its last post was answered. Returns how many were stored, and each one's time in ms.
    /// </summary>
    protected static async Task<double[]> PostAsync(
        Server server, int clients, TimeSpan duration, Func<int> discussion, Action<long>? expect = null)
    {
        var begun = Stopwatch.GetTimestamp();
        var took = await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            var times = new List<double>();
            using var poster = await server.OpenPosterAsync();
            while (Stopwatch.GetElapsedTime(begun) < duration)
            {
                times.Add(await PostOneAsync(poster, discussion(), expect));
            }

            return times;
        }));
        return [.. took.SelectMany(each => each)];
    }

    /// <summary>Twenty messages a second to the first discussion.</summary>
    protected static async Task PostSteadilyAsync(Poster poster, Action<long> expect, TimeSpan duration)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < duration; await pace.WaitForNextTickAsync())
        {
            await PostOneAsync(poster, 0, expect);
        }
    }

    /// <summary>One discussion after the other, whoever asks.</summary>
    protected static Func<int> InTurn(int discussions)
    {
        var next = 0;
        return () => (int)((uint)Interlocked.Increment(ref next) % discussions);
    }

    /// <summary>Returns the milliseconds that it took.</summary>
    protected static async Task<double> PostOneAsync(Poster poster, int discussion, Action<long>? expect = null)
    {
        var mark = Marks.Next();
        expect?.Invoke(mark);
        var begun = Stopwatch.GetTimestamp();
        await poster.PostAsync(discussion, mark);
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    /// <summary>Posts so many messages to the first discussion.</summary>
    protected static async Task FillAsync(Server server, int messages)
    {
        var left = messages;
        await Task.WhenAll(Enumerable.Range(0, messages < 1000 ? 1 : 64).Select(async _ =>
        {
            using var poster = await server.OpenPosterAsync();
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await PostOneAsync(poster, 0);
            }
        }));
    }

    protected static double Quantile(double[] values, double q)
    {
        if (values.Length == 0)
        {
            return double.NaN;
        }

        var sorted = values.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)(q * sorted.Length))];
    }
}
