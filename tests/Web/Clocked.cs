using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Xtablo.Application.Limits;
using Xtablo.Web.Limits;

namespace Xtablo.Web.Tests;

/// <summary>A server of a class's own whose clock its tests move, one after the other.</summary>
public class Clocked<TApp> : IAsyncLifetime
    where TApp : XtabloApp, new()
{
    public TApp App { get; } = new();

    /// <summary>Today at nine: a browser's cookies are of these days too, and no minute is half over.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(TimeProvider.System.GetUtcNow().Date.AddHours(9), TimeSpan.Zero));

    public ValueTask InitializeAsync()
    {
        App.Time = Clock;
        Prepare(App);
        return App.InitializeAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Settings, and what stands between the program's parts.</summary>
    protected virtual void Prepare(TApp app)
    {
    }
}

/// <summary>And with the limits on: a test that begins by moving the clock far enough begins with nothing counted.</summary>
public sealed class Limited<TApp> : Clocked<TApp>
    where TApp : XtabloApp, new()
{
    protected override void Prepare(TApp app)
    {
        app.Settings["Xtablo:RateLimits:Enabled"] = "true";
        app.Change = services => services.Replace(ServiceDescriptor.Singleton<ILimitCounts, CountsInMemory>()); // PostgreSQL has a clock of its own
        app.Settings["Xtablo:Smtp:Host"] = "127.0.0.1"; // else nothing can be forgotten; nobody here has a mail sent
        app.Settings["Xtablo:Smtp:From"] = "chat@example.org";
    }
}
