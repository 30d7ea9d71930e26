using Xtablo.Application.Mail;
using Xtablo.Application.Operation;
using Xtablo.Infrastructure.Mail;
using Xtablo.Infrastructure.Tests.Backplane;

namespace Xtablo.Infrastructure.Tests.Mail;

public sealed class SmtpMailTests
{
    [Fact]
    public async Task A_stop_that_breaks_a_letter_off_says_how_many_are_lost()
    {
        var log = new Lines<SmtpMail>();
        var settings = new Settings { ConnectionString = "", DataDirectory = "", Smtp = new SmtpSettings { Host = "127.0.0.1", Port = 25, From = "xtablo@example.org" } };
        using var mail = new SmtpMail(settings, TimeProvider.System, log);
        var isUnderWay = new TaskCompletionSource();
        await mail.StartAsync(TestContext.Current.CancellationToken);
        mail.Send(async ct =>
        {
            isUnderWay.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new IOException("The connection was closed.");
        });
        mail.Send(_ => Task.FromResult<Letter?>(null));
        await isUnderWay.Task;

        await mail.StopAsync(CancellationToken.None);

        Assert.True(mail.ExecuteTask!.IsCompletedSuccessfully, mail.ExecuteTask.Exception?.Message);
        Assert.Equal("Warning: Mails that were not sent at the stop, and are lost: 2", Assert.Single(log.Said));
    }
}
