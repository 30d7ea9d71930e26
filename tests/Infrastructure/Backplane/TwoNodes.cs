using Xtablo.Application.Operation;
using Xtablo.Infrastructure.Backplane;

namespace Xtablo.Infrastructure.Tests.Backplane;

/// <summary>
/// Two nodes on one PostgreSQL that hear each other ring, and nothing else: without their rounds, what one learns of the other it
/// has been rung for.
/// </summary>
public sealed class TwoNodes : IAsyncLifetime
{
    public TwoNodes() => (A, B) = Nodes(new BackplaneSettings { Kind = BackplaneKind.Postgres });

    public TestServices A { get; }

    public TestServices B { get; }

    public static (TestServices A, TestServices B) Nodes(BackplaneSettings backplane)
    {
        Settings Rung(Settings settings) => settings with { Backplane = backplane };
        var first = new OnPostgresServer { With = Rung };
        return (first, new AnotherNode(first) { With = Rung });
    }

    public static async Task ListenAsync(TestServices node)
    {
        await node.Get<Doorbell>().StartAsync(CancellationToken.None);
        await node.Get<Answering>().StartAsync(CancellationToken.None);
        await node.Get<Listener>().StartAsync(CancellationToken.None);
        await Soon.IsAsync(() => node.Get<Listener>().Hears, "the node hears");
    }

    public static async Task StopAsync(TestServices node)
    {
        await node.Get<Listener>().StopAsync(CancellationToken.None);
        await node.Get<Answering>().StopAsync(CancellationToken.None);
        await node.Get<Doorbell>().StopAsync(CancellationToken.None);
    }

    public async ValueTask InitializeAsync()
    {
        await A.InitializeAsync();
        await B.InitializeAsync();
        await ListenAsync(A);
        await ListenAsync(B);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(A);
        await StopAsync(B);
        await B.DisposeAsync();
        await A.DisposeAsync();
    }
}
