using System.Text;
using Xtablo.Bench.Servers;

namespace Xtablo.Bench.Load;

/// <summary>Someone who posts one message after the other, each when the one before was answered.</summary>
internal abstract class Poster : IDisposable
{
    /// <summary>Posts a line with a mark; ends when the server has said that it is stored.</summary>
    /// <exception cref="InvalidOperationException">It said something else.</exception>
    public abstract Task PostAsync(int discussion, long mark);

    public abstract void Dispose();
}

/// <summary>By a form, whose answer is the row.</summary>
internal sealed class FormPoster(Server server, Connection connection) : Poster
{
    public override async Task PostAsync(int discussion, long mark)
    {
        var answer = await connection.AskAsync(server.PostRequest(discussion, Marks.Line(mark)));
        if (answer.Status != 200 || answer.Body.Span.IndexOf(Encoding.ASCII.GetBytes($"mark{mark}.")) < 0)
        {
            throw new InvalidOperationException($"{server.Name} answered a post with {answer.Status}.");
        }
    }

    public override void Dispose() => connection.Dispose();
}
