using System.Runtime.CompilerServices;
using Moq;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Application.Tests.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Application.Tests.Accounts;

public sealed class LoggingAuthenticationTests : IDisposable
{
    /// <summary>The one command about accounts that says nothing of who may sign in.</summary>
    private const string NoSuchEvent = nameof(ChangeProfile);

    private readonly RunningApplication _application = new();

    /// <summary>Commands are made without their constructors: which of them it is is all that is asked here.</summary>
    [Fact]
    public void Each_command_about_accounts_is_an_event_with_a_name_of_its_own()
    {
        var commands = typeof(SignOut).Assembly.GetExportedTypes()
            .Where(type => type.Namespace == typeof(SignOut).Namespace)
            .SelectMany(type => type.GetInterfaces())
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ICommandHandler<,>))
            .Select(type => type.GenericTypeArguments[0]).ToList();
        var names = commands.ToDictionary(type => type.Name, type => AuthenticationEvents.Of(RuntimeHelpers.GetUninitializedObject(type))?.Name);

        Assert.True(commands.Count > 20, "the commands were not found");
        Assert.Equal([NoSuchEvent], names.Where(each => each.Value is null).Select(each => each.Key));
        Assert.Equal(commands.Count - 1, names.Values.OfType<string>().Distinct().Count());
    }

    [Fact]
    public async Task A_refused_sign_in_names_neither_the_email_nor_the_password_and_tells_the_same_email_again()
    {
        foreach (var email in (string[])["ada@example.org", "ADA@example.org", "bob@example.org"])
        {
            await Assert.ThrowsAsync<RefusedException>(() => SignInAsync(email));
        }

        Assert.Equal(3, Lines.Count);
        Assert.All(Lines, line => Assert.StartsWith("sign-in by password: refused, sign-in.wrong; e-mail ", line, StringComparison.Ordinal));
        Assert.All(Lines, line => Assert.EndsWith(", from 192.0.2.7", line, StringComparison.Ordinal));
        Assert.DoesNotContain(Lines, line => line.Contains("example", StringComparison.OrdinalIgnoreCase) || line.Contains("horse", StringComparison.Ordinal));
        Assert.Equal(Lines[0], Lines[1]);
        Assert.NotEqual(Lines[0], Lines[2]);
    }

    [Fact]
    public async Task A_sign_in_names_the_account_and_whether_a_code_is_still_to_come()
    {
        var ada = AccountId.New();
        _application.Accounts.Setup(accounts => accounts.FindAsync("ada@example.org", "correct horse", It.IsAny<CancellationToken>()))
            .ReturnsAsync(new VerifiedPassword(ada, "a stamp"));
        _application.Factors.Setup(factors => factors.StampAsync(ada, It.IsAny<CancellationToken>())).ReturnsAsync("a stamp");
        await SignInAsync("ada@example.org");
        _application.Factors.Setup(factors => factors.FindAsync(ada, It.IsAny<CancellationToken>()))
            .ReturnsAsync(SecondFactor.FromStored(AuthenticatorKey.New(), 0, []));
        await SignInAsync("ada@example.org");

        Assert.Equal(
            [
                $"sign-in by password: done; account {ada}, from 192.0.2.7",
                $"sign-in by password: right, a code is required; account {ada}, from 192.0.2.7",
            ],
            Lines);
    }

    [Fact]
    public async Task A_session_is_named_by_its_handle()
    {
        var session = SessionId.New();
        await _application.HandlerOf<SignOut, SessionId>().HandleAsync(new SignOut(session), TestContext.Current.CancellationToken);

        Assert.Equal([$"sign-out: done; session {session.Handle}, from 192.0.2.7"], Lines);
    }

    public void Dispose() => _application.Dispose();

    private List<string> Lines => [.. _application.Log.Lines.Where(each => each.Category == AuthenticationLog.Category).Select(each => each.Line)];

    private Task<SignInStep> SignInAsync(string email) => _application.HandlerOf<SignInWithPassword, SignInStep>()
        .HandleAsync(new SignInWithPassword(email, "correct horse", "a browser"), TestContext.Current.CancellationToken);
}
