// The SharedWorker of an account: one switchboard for all its tabs in this browser. Its name begins with the account.
import { Switchboard } from "./switchboard.js";

const switchboard = new Switchboard(self.name.split(" ")[0]);
self.onconnect = ({ ports: [port] }) => switchboard.serve(port);
