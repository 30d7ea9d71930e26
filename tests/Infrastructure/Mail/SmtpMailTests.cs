using Xtablo.Application.Mail;
using Xtablo.Application.Operation;
using Xtablo.Infrastructure.Mail;
using Xtablo.Infrastructure.Tests.Backplane;

namespace Xtablo.Infrastructure.Tests.Mail;

public sealed class SmtpMailTests
{
    [Fact]
    public async Task A_stop_that_breaks_a_letter_off_says_how_many_are_lost_with_it()
    {
        var log = new Lines<SmtpMail>();
        var settings = new Settings { ConnectionString = "", DataDirectory = "", Smtp = new SmtpSettings { Host = "127.0.0.1", Port = 25, From = "xtablo@example.org" } };
        using var mail = new SmtpMail(settings, TimeProvider.System, log);
        var stopping = new TaskCompletionSource<Task>();
        mail.Send(_ =>
        {
            stopping.SetResult(mail.StopAsync(CancellationToken.None));
            throw new IOException("The connection was closed.");
        });
        mail.Send(_ => Task.FromResult<Letter?>(null));
        await mail.StartAsync(TestContext.Current.CancellationToken);
        await await stopping.Task;

        Assert.True(mail.ExecuteTask!.IsCompletedSuccessfully, mail.ExecuteTask.Exception?.Message);
        Assert.Equal("Warning: 1 mails were still waiting to be sent at the stop and are lost", Assert.Single(log.Said));
    }
}
