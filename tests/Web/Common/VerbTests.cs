using Xtablo.Application.Operation;

namespace Xtablo.Web.Tests.Common;

/// <summary>A database and a data directory for servers and for verbs beside them, each a process of its own.</summary>
public abstract class VerbTests(TestDatabase database) : IAsyncLifetime
{
    private readonly TemporaryFolder _data = new();

    protected string Data => _data.Path;

    protected Dictionary<string, string> Settings => new()
    {
        ["Xtablo__DataDirectory"] = Data,
        ["ConnectionStrings__Xtablo"] = database.ConnectionString,
        ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
    };

    public async ValueTask InitializeAsync() => await database.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        _data.Dispose();
        GC.SuppressFinalize(this);
    }
}
