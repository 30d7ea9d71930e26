using Microsoft.Data.Sqlite;
using Xtablo.Domain.Accounts;

[assembly: AssemblyFixture(typeof(Xtablo.Browser.Tests.RunningXtablo))]

namespace Xtablo.Browser.Tests;

/// <summary>The program on a real port, for all tests of this assembly or for a class that would be in the others' way.</summary>
public sealed class RunningXtablo : IAsyncLifetime
{
    /// <summary>A name for the same server that is not of the loopback, where browsers withhold much on plain http.</summary>
    public const string OtherName = "xtablo.test";

    private readonly SqliteApp _app = new();

    public string Address { get; private set; } = "";

    public IServiceProvider Services => _app.Services;

    public OpenStreams Streams { get; } = new();

    public async ValueTask InitializeAsync()
    {
        _app.Change = Streams.CountIn;
        await _app.InitializeAsync();
        _app.ServeOnSocket();
        Address = _app.Address;
        await SignedInAsync("First"); // the set-up is over
    }

    /// <summary>Someone with an account, whose cookies sign a browser in.</summary>
    public Task<Visitor> SignedInAsync(string name) => _app.SignedInAsync(name);

    /// <summary>Has an account called otherwise in its tablos, as if it had always been.</summary>
    public async Task CallAsync(AccountId account, string name)
    {
        await using var database = new SqliteConnection(_app.Database.ConnectionString);
        await database.OpenAsync();
        await using var rename = database.CreateCommand();
        rename.CommandText = "UPDATE participants SET name = $name WHERE account_id = $account COLLATE NOCASE";
        rename.Parameters.AddWithValue("$name", name);
        rename.Parameters.AddWithValue("$account", account.ToString());
        Assert.NotEqual(0, await rename.ExecuteNonQueryAsync());
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
