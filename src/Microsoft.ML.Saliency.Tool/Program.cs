// The dotnet tool mlsaliency. See README.md, "From the command line".

using System.Runtime.InteropServices;
using Microsoft.ML.Saliency.Tool;

using var cancellation = new CancellationTokenSource();

// The first signal ends the work after what is being written; a second one, or kill -9, ends it at once. Neither loses what was written.
void Cancel(PosixSignalContext context)
{
    context.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
}

using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
return CommandLineProgram.Run(args, Console.Out, Console.Error, cancellation.Token);
